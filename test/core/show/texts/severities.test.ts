// S1: the whole check at each severity of each playbook, for the same half-done hotfix. Read it as at three in the morning: is the first
// line the first thing to do?
import { describe, expect, it } from 'vitest';
import { known } from '../../../../src/core/model/facts/known.ts';
import { instant } from '../../../../src/core/model/ids.ts';
import { renderCheck } from '../../../../src/core/show/texts/check.ts';
import { COMMIT } from '../../../demo/shop.ts';
import { changedFiles, commit, facts, pullFacts } from '../../../support/facts.ts';
import { evaluated } from '../../../support/judge.ts';
import { policyOf } from '../../../support/policy.ts';

const BODY = (severity: string) => `**Severity:** ${severity}
**Incident:** #1
**Emergency Criterion:** critical-function
**Rollback Plan:** Redeploy v1.2.0, five minutes.

Nobody can check out since 02:10: every payment fails.
`;

function check(playbook: string, severity: string) {
  const policy = policyOf(`extends: ${playbook}\nrules:\n  pull-request-body: off\n  commit-messages: off\n`);
  const change = pullFacts({
    body: BODY(severity),
    commits: known([commit({ message: COMMIT, authoredAt: instant(Date.UTC(2026, 0, 10, 2, 40)) })]),
    reviews: known([]),
    files: changedFiles('src/charge.js'),
    patches: known([{ path: 'src/charge.js', text: '@@\n+// EMERGENCY FIX\n' }]),
  });
  const seen = facts({ change });
  const { title, summary } = renderCheck(evaluated(seen, policy), seen, policy);
  return `${title}\n\n${summary}`;
}

describe.each(['workflow', 'log', 'emergency-fix', 'speckit'])('S1: %s', (playbook) => {
  it.each(['P0', 'P1', 'P2'])('at %s', (severity) => {
    expect(check(playbook, severity)).toMatchSnapshot();
  });
});
