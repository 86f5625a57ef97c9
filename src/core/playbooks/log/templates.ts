// What the log playbook asks people to write.

/** W5, L3: the log entry, which is the pull request's description. */
export const PULL_REQUEST = `### 🚨 HOTFIX-[number]: [what broke]

**Date/Time:** [YYYY-MM-DD HH:MM]
**Severity:** 🔴 Critical | 🟡 High | 🔵 Medium
**Duration:** [how long it took to implement] <!-- hotfix: due=after -->
**Who:** [who made the change]

#### The Emergency

**Problem:** [what is broken or failing, and since when]
**Impact:** [how many users are affected, and what it costs the business]
**Why Emergency:** [which emergency it is, a colon, and why it cannot wait two to four hours]
<!-- Begin with one of these:
Deployments fail for everybody
A vulnerability is being exploited
Data is being lost or corrupted
A critical function is down for everybody
A financial, legal or compliance emergency
Production is severely degraded
-->

#### The Fix

**Change Made:** [what was changed, in a sentence or two]
**Files/Systems Affected:** [which files, services and settings were touched]
**Rollback Plan:** [how to undo it, and how long that takes]

#### The Context

**Root Cause (Initial):** [your best guess for now]
**Risk Accepted:** [which steps were skipped, and what was not tested]
**Monitoring:** [which metrics to watch, and what they should show]

#### Follow-up Required

- [ ] **Post-mortem scheduled** for [date] with [people]
- [ ] **Proper fix planned** - [what it will be]
- [ ] **Process improvement** - [what will prevent the next one]
- [ ] **Documentation updates** - [which pages need it]
`;

/** W4: what the commit says, in the entry's own words. */
export const COMMIT = `hotfix([scope]): [what the change does]

Problem: [what was broken or failing]
Impact: [who or what was affected]
Why Emergency: [why it could not go the usual way]
Change Made: [what was changed, and how that helps]
Root Cause: [the best guess so far]

Tracking: HOTFIX-[number]
`;

/** W11: what a bypass of protection is justified with. */
export const BYPASS = `## 🚨 EMERGENCY BYPASS JUSTIFICATION

**Incident:** HOTFIX-[number]
**Bypass Reason:** [one of these, a colon, and what has happened: No reviewer is available; Production is completely down; A security hole is being exploited]
**Risk Accepted:** [what was not reviewed or not tested, and what may go wrong because of it]
**Follow-up Required:** [which skipped steps will be done later, and by when]
**Authorized By:** [@login of the administrator]
**Timestamp:** [when protection was bypassed]
`;

/** W20, L2: what the post-mortem within 48 hours says. */
export const POST_MORTEM = `# Post-mortem: [what broke]

**Tracking:** HOTFIX-[number]
**Date/Time:** [YYYY-MM-DD HH:MM]
**Duration:** [how long it lasted]
**People:** [who took part in the post-mortem]

## Summary

**Issue:** [what happened, in a sentence or two]
**Impact:** [how many users were affected, and what it cost the business]
**Resolution:** [how it was fixed]

## Timeline

- HH:MM - Issue detected
- HH:MM - Team alerted
- HH:MM - Fix deployed
- HH:MM - Issue resolved

## Root Cause Analysis

**Root Cause:** [why it happened, now that you know]
**Contributing Factors:** [what made it more likely, larger or longer]
**Warning Signs:** [which metric could have warned you, and at which value]

## Response

**What Went Well:** [what helped, and should be done again]
**What Could Improve:** [what cost time, or was missing]

## Prevention

**Proper Fix:** [what replaces the hotfix, and where that work is tracked]
**Process Improvement:** [what is done differently from now on]
**Documentation Updates:** [which pages were corrected]
**Learning:** [the one thing that others should remember]

## Action Items

- [ ] [what will be done] - Owner: [name] - Due: [date]
- [ ] [what else will be done] - Owner: [name] - Due: [date]
`;
