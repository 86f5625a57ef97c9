// What the Spec Kit playbook asks people to write.

/** W5, S1, S3: the hotfix document, which is the pull request's description. What only time can tell is due after the merge. */
export const PULL_REQUEST = `# Hotfix: [what broke]

**Hotfix ID**: hotfix-[number]
**Branch**: \`hotfix/[number-and-slug]\`
**Severity**: [ ] P0 (Critical - Service Down) | [ ] P1 (Major - Key Feature Broken) | [ ] P2 (Significant - Feature Degraded)
**Status**: [ ] Fix Deployed | [ ] Monitoring | [ ] Post-Mortem Complete <!-- hotfix: due=after -->

## Incident Timeline

**Incident Start**: YYYY-MM-DD HH:MM UTC
**Detection**: YYYY-MM-DD HH:MM UTC - [who or what raised the alarm]
**Investigation Start**: YYYY-MM-DD HH:MM UTC
**Root Cause Identified**: YYYY-MM-DD HH:MM UTC
**Fix Deployed**: YYYY-MM-DD HH:MM UTC <!-- hotfix: due=after -->
**Incident End**: YYYY-MM-DD HH:MM UTC <!-- hotfix: due=after -->
**Total Duration**: [how many minutes] <!-- hotfix: due=after -->

## Immediate Fix Applied

### What Changed

**Files Modified**:
- [file] - lines [from-to]: [what was changed there]

**Commit SHA**: [commit that went live] <!-- hotfix: due=after -->

### Why This Fix

[why this change ends the emergency, and why it is safe]

### Rollback Plan

[how to go back if this makes it worse, and how long that takes]

## Impact

### Users Affected

- **Estimated Users**: [how many]
- **Geographic Region**: [where they are]
- **User Segments**: [which kinds of users]

### Downtime <!-- hotfix: due=after -->

- **Total Downtime**: [how many minutes, and how much still worked]

### Business Impact <!-- hotfix: due=after -->

- **Revenue Impact**: [an estimate, and how it was calculated]
- **Support Tickets**: [how many]
- **SLA Breach**: [Y/N, and which]

## Root Cause (Quick Analysis)

### What Happened

[what failed, and what users saw]

### Why It Happened

- [the cause, as far as you know it]

### Why It Wasn't Caught Earlier <!-- hotfix: due=after -->

- [ ] [what was missing, and what it would have shown]
`;

/** W4: what the commit says, in the document's own words. */
export const COMMIT = `hotfix([scope]): [what the change does]

What Happened: [what failed, and what users saw]
Impact: [who or what was affected]
Root Cause: [why it happened, as far as you know]
What Changed: [what the change does]
Why This Fix: [why that ends the emergency]

Hotfix ID: hotfix-[number]
`;

/** W11: what a bypass of the normal process is justified with. */
export const BYPASS = `## 🚨 Constitution Bypass Justification

**Incident**: [link to the incident]
**Bypass Reason**: [one of these, a colon, and what has happened: No reviewer is available; Production is completely down; A security hole is being exploited]
**Normal Process Skipped**: [which steps were left out, and what was done in their place]
**Justification**: [what waiting for those steps would have cost]
**Risk Assessment**: [which risks are accepted]
**Post-Fix Compliance**: [which skipped steps will be done later, and by when]
**Authorized By**: [@login of the administrator]
**Timestamp**: [when protection was bypassed]
`;

/** W20: what the post-mortem within 48 hours says, five whys included. */
export const POST_MORTEM = `# Post-Mortem: [what broke]

**Incident Date**: YYYY-MM-DD
**Post-Mortem Date**: YYYY-MM-DD
**Participants**: [who took part, with their roles]

## Executive Summary

[what happened, who was affected, why, and what ended it, in a few sentences]

## Timeline

| Time | Event | Who | Notes |
|------|-------|-----|-------|
| HH:MM | [what happened] | [who] | [what was seen or done] |

## Root Cause Analysis

**Five Whys**:
1. Why did it fail? → [because]
2. Why was that? → [because]
3. Why was that? → [because]
4. Why was that? → [because]
5. Why was that? → [because]

**Root Cause**: [the last answer, in a sentence that a newcomer understands]

## Action Items

### Immediate (This Week)

- [ ] **AI-001**: [what will be done]
  - Owner: [name]
  - Due: YYYY-MM-DD
  - Why: [what it prevents]

### Short-Term (This Month) <!-- hotfix: optional -->

- [ ] **AI-002**: [what will be done]
  - Owner: [name]
  - Due: YYYY-MM-DD
  - Why: [what it prevents]

### Long-Term (This Quarter) <!-- hotfix: optional -->

- [ ] **AI-003**: [what will be done]
  - Owner: [name]
  - Due: YYYY-MM-DD
  - Why: [what it prevents]

## Lessons Learned

1. [what you know now and did not know before]
`;
