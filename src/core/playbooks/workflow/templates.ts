// What the workflow playbook asks people to write.

/** W5: what the pull request's description says. */
export const PULL_REQUEST = `## 🚨 HOTFIX - EMERGENCY DEPLOYMENT

**Incident Reference:** #[incident number]
**Severity:** [CRITICAL/HIGH/MEDIUM]
**Emergency Justification:** [which emergency it is, a colon, and why this cannot wait for the next release]
<!-- Begin with one of these:
Production deployment completely fails
Security vulnerability actively exploited
Data loss or corruption occurring
Critical business function broken for all users
Financial/legal/compliance emergency
-->

### Issue Description

[what is broken, who is affected, and since when]

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
export const COMMIT = `hotfix([scope]): [what the change does]

EMERGENCY FIX: [what was broken, in full]
Root Cause: [why it broke]
Impact: [who or what was affected]
Solution: [how the change fixes it]

Restores: [what works again]
Urgency: [why it could not wait]

Incident: #[incident number]
`;

/** W11: what a bypass of protection is justified with. */
export const BYPASS = `## 🚨 EMERGENCY BYPASS JUSTIFICATION

**Incident:** [link to the incident]
**Bypass Reason:** [one of these, a colon, and what has happened: No reviewer available within 2 hours; Production completely down; Security actively being exploited]
**Risk Assessment:** [which risks are accepted]
<!-- hotfix: required, due=merge -->
**Post-Incident Actions:** [which skipped steps will be done later, and by when]
**Authorized By:** [@login of the administrator]
**Timestamp:** [when protection was bypassed]
`;

/** W20: what the review within a week says. */
export const POST_MORTEM = `# Post-Incident Review: [what broke]

## Incident Summary

- **Date/Time:** [when it began]
- **Duration:** [how long it lasted]
- **Impact:** [which users and which parts of the product were affected, in numbers]
- **Resolution:** [what ended it]

## Timeline

- [time] - Issue first detected
- [time] - Incident declared
- [time] - Fix implemented
- [time] - Resolution deployed
- [time] - Issue confirmed resolved

## Root Cause Analysis

**Primary Cause:** [the one cause without which it would not have happened]
**Contributing Factors:** [what made it more likely, larger or longer]
**Why Weren't We Protected:** [which test, review or alarm could have caught it, and why it did not]

## Response Evaluation

**What Went Well:**

- [what helped, and should be done again]

**What Could Improve:**

- [what cost time, or was missing]

## Prevention Measures

**Immediate Actions:** [what is changed this week]
**Long-term Improvements:** [what needs planning first]
**Monitoring Enhancements:** [what will raise the alarm sooner]

## Action Items

- [ ] [what will be done] - Owner: [name] - Due: [date]
- [ ] [what else will be done] - Owner: [name] - Due: [date]
`;
