// What the emergency fix playbook asks people to write.

/** W5, E5: the incident record, which is the pull request's description. What only time can tell is due after the merge. */
export const PULL_REQUEST = `## Incident: INC-XXXX

**Date/Time**: YYYY-MM-DD HH:MM
**Severity**: [CRITICAL/HIGH/MEDIUM]
**Duration**: [how long the downtime lasted] <!-- hotfix: due=after -->

### Impact

- Users affected: [how many, or what share of them]
- Features affected: [which ones, and what they do instead]
- Data impact: [None/Partial/Full]

### Timeline

- HH:MM - Issue detected
- HH:MM - Team notified
- HH:MM - Root cause identified

### Timeline after the deployment <!-- hotfix: due=after -->

- HH:MM - Fix deployed
- HH:MM - Issue resolved
- HH:MM - Monitoring normal

### Root Cause

[what fails, at which point, and since which change]

### Emergency Fix Applied

[what was changed, and nothing more]

### Rollback Plan

[how to go back if this makes it worse, and how long that takes]

### Permanent Fix Plan <!-- hotfix: due=after -->

[what the proper solution is, and who builds it]

### Prevention Measures <!-- hotfix: due=after -->

[what keeps it from happening again]

### Lessons Learned <!-- hotfix: due=after -->

[what you know now and did not know before]
`;

/** W4, E1: what the commit says. */
export const COMMIT = `hotfix([scope]): [what the change does]

EMERGENCY FIX: [what was broken, in full]
Root Cause: [what failed, and at which point]
Impact: [which users, features and data were affected]
Emergency Fix Applied: [what was changed, and how that helps]

Incident: INC-[number]
`;

/** W11: what a bypass of protection is justified with. */
export const BYPASS = `## 🚨 EMERGENCY BYPASS JUSTIFICATION

**Incident**: INC-[number]
**Bypass Reason**: [one of these, a colon, and what has happened: No reviewer is available; Production is completely down; A security hole is being exploited]
**Risk Assessment**: [which risks are accepted]
**Follow-up**: [which skipped steps will be done within 24 hours]
**Authorized By**: [@login of the administrator]
**Timestamp**: [when protection was bypassed]
`;

/** W20, E5: what the post-mortem says. */
export const POST_MORTEM = `# Post-Mortem: [what broke]

**Incident**: INC-[number]
**Date/Time**: YYYY-MM-DD HH:MM
**Duration**: [how long the downtime lasted]

## Summary

[what happened, who was affected and what ended it, in two or three sentences]

## Impact

- Users affected: [how many, or what share of them]
- Features affected: [which ones, and how badly]
- Data impact: [None/Partial/Full]

## Timeline

- HH:MM - Issue detected
- HH:MM - Team notified
- HH:MM - Root cause identified
- HH:MM - Fix deployed
- HH:MM - Issue resolved
- HH:MM - Monitoring normal

## Root Cause

[what failed, at which point, and what had changed before]

## Contributing Factors

[what made it more likely, larger or longer]

## Response Evaluation

**What Went Well**: [what helped, and should be done again]
**What Could Improve**: [what cost time, or was missing]

## Permanent Fix

[what the proper solution is, and where that work is tracked]

## Prevention Measures

[what keeps it from happening again]

## Monitoring Updates

[which alarm or dashboard will show it sooner]

## Lessons Learned

[what you know now and did not know before]

## Action Items

- [ ] [what will be done] - Owner: [name] - Due: [date]
- [ ] [what else will be done] - Owner: [name] - Due: [date]
`;
