// E2: the time that each phase takes is shown, and never in the way.
import { describe, expect, it } from 'vitest';
import { known } from '../../../src/core/model/facts/known.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import { instant } from '../../../src/core/model/ids.ts';
import { rule } from '../../../src/core/rules/time-boxes.ts';
import { commit, facts, pullFacts, review } from '../../support/facts.ts';
import { caseOf, inOneLine, judge } from '../../support/judge.ts';
import { policyOf } from '../../support/policy.ts';

const policy = policyOf('extends: emergency-fix\n');
const at = (hour: number, minute: number) => instant(Date.UTC(2026, 0, 10, hour, minute));
const body = (moment: string) => `## Incident: INC-1\n\n**Date/Time**: ${moment}\n**Severity**: CRITICAL\n`;
const pull = (change: Partial<PullFacts> = {}) =>
  pullFacts({
    body: body('2026-01-10 02:30'),
    commits: known([commit({ authoredAt: at(2, 50) })]),
    readyAt: at(3, 0),
    reviews: known([]),
    ...change,
  });

function verdicts(change: Partial<PullFacts>, now = at(3, 10), settings: unknown = {}) {
  return judge(rule, caseOf(facts({ change: pull(change), now }), policy), settings);
}

const say = (...given: Parameters<typeof verdicts>) => verdicts(...given).map(inOneLine);

describe('E2: time boxes', () => {
  it('show what a phase took, and until when the running one has', () => {
    expect(say({})).toEqual([
      'met: Diagnosis took 20 min, over its limit of 15 min',
      'met: The fix took 10 min of 30 min',
      'met: Testing has time until 03:30 UTC',
    ]);
    expect(verdicts({})[2]?.until).toBe(at(3, 30));
  });

  it('say when a phase is over its time, without a figure that grows', () => {
    expect(say({}, at(4, 0))[2]).toBe('met: Testing went over its limit of 30 min at 03:30 UTC');
    expect(say({}, at(4, 1))).toEqual(say({}, at(5, 59)));
  });

  it('end with the first approval that counts', () => {
    expect(say({ reviews: known([review({ submittedAt: at(3, 20) })]) })[2]).toBe(
      'met: Testing took 20 min of 30 min',
    );
  });

  it.each([
    [
      'not-applicable: Diagnosis is not measured: it is unknown when the incident began',
      body('this morning'),
    ],
    ['met: Diagnosis took 20 min, over its limit of 15 min', body('2026-01-10T03:30+01:00')],
    [
      'not-applicable: Diagnosis is not measured: its recorded end is before its start',
      body('2026-01-10 04:00'),
    ],
    [
      'met: Diagnosis took 20 min, over its limit of 15 min',
      body('2026-01-10 02:30:00.123 UTC, by the alarm'),
    ],
    [
      'not-applicable: Diagnosis is not measured: it is unknown when the incident began',
      body('2026-01-10 02:30 CET'),
    ],
    [
      'not-applicable: Diagnosis is not measured: it is unknown when the incident began',
      body('2026-01-10 02:30 PM'),
    ],
  ])('%s', (expected, text) => {
    expect(say({ body: text })[0]).toBe(expected);
  });

  it('are off where the policy says so', () => {
    expect(say({}, at(3, 10), { diagnosis: 'off', fix: 'off', testing: 'off' })).toEqual([
      'not-applicable: Every time limit is off',
    ]);
    expect(say({}, at(3, 10), { diagnosis: '1h', fix: 'off', testing: 'off' })).toEqual([
      'met: Diagnosis took 20 min of 1 h',
    ]);
  });

  it('never block', () => {
    for (const now of [at(3, 0), at(12, 0)])
      for (const { status } of verdicts({ isDraft: true }, now))
        expect(['met', 'not-applicable']).toContain(status);
  });
});
