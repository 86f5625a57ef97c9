// The default playbook: a reviewed hotfix from production, back to development, with everything written down.
import type { Playbook } from '../playbook.ts';

/** W5: what the pull request's description says. */
const PULL_REQUEST = `## 🚨 HOTFIX - EMERGENCY DEPLOYMENT

**Incident Reference:** #[incident number]
**Severity:** [CRITICAL/HIGH/MEDIUM]
**Emergency Justification:** [why this cannot wait for the next release]

### Issue Description

[what is broken, for whom, and since when]

### Fix Implementation

[what the change does, and why that ends the emergency]

### Testing Performed

- [ ] Existing tests pass
- [ ] New test validates fix
- [ ] Manual validation: [describe what you tried and what you saw]
- [ ] Staging validation: [Y/N, and why]

### Risk Assessment

**Risks Accepted:** [which usual steps were left out]
**Rollback Plan:** [how to go back if this makes it worse, and how long that takes]
**Monitoring Plan:** [where you will see that it works]

### Post-Deployment Actions

- [ ] Monitor production for 30 minutes
- [ ] Verify issue resolution
- [ ] Schedule post-incident review
- [ ] Address any bypassed quality checks
`;

/** W4: what each commit says. */
const COMMIT = `hotfix([scope]): [what the change does]

EMERGENCY FIX: [what was broken, in full]
Root Cause: [why it broke]
Impact: [who or what was affected]
Solution: [how the change mends it]

Restores: [what works again]
Urgency: [why it could not wait]

Incident: #[incident number]
`;

/** W11: what a bypass of protection is justified with. */
const BYPASS = `## 🚨 EMERGENCY BYPASS JUSTIFICATION

**Incident:** [link to the incident]
**Bypass Reason:** [why the usual way could not be taken]
**Risk Assessment:** [which risks are accepted]
<!-- hotfix: required, due=merge -->
**Post-Incident Actions:** [how what was bypassed will be made up for]
**Authorized By:** [name of the administrator]
**Timestamp:** [when protection was bypassed]
`;

export const workflow: Playbook = {
  name: 'workflow',
  summary:
    'One approval, a complete description, back-merges to development and release branches, a review within a week.',
  branches: {
    production: ['main', 'master', 'production'],
    develop: ['develop', 'development', 'dev'],
    release: ['release/*', 'releases/*', 'release-*'],
    hotfix: ['hotfix/**', 'hotfix-*', 'hotfixes/**', 'hotfix_*'],
  },
  templates: { pullRequest: PULL_REQUEST, commit: COMMIT, bypass: BYPASS },
};
