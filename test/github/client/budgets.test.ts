import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../src/core/model/ids.ts';
import { budgets, GITHUB_LIMITS, type RequestKind } from '../../../src/github/client/budgets.ts';
import { newInstallation } from '../fake-github.ts';

const START = instant(1_000_000);

function later(milliseconds: number): Instant {
  return instant(START + milliseconds);
}

const LIMITS = { ...GITHUB_LIMITS, atOnce: 4, readsPerMinute: 3, writesPerMinute: 3, commentsPerMinute: 2 };

/** What is told of each request in turn, where every one is done before the next. */
function told(requests: readonly (readonly [kind: RequestKind, now: Instant])[]) {
  const budget = budgets(LIMITS);
  const one = newInstallation();
  return requests.map(([kind, now]) => {
    const exceeded = budget.take(one, kind, now);
    if (exceeded === null) budget.done(one);
    return exceeded === null ? 'goes' : `${exceeded.what}, until ${exceeded.until - START}`;
  });
}

describe('the budget of one installation', () => {
  it.each<[string, (readonly [RequestKind, Instant])[], string[]]>([
    [
      'is used at once, and is full again a minute after it was first used',
      [
        ['write', START],
        ['write', START],
        ['write', later(59_000)],
        ['write', later(59_999)],
        ['write', later(60_000)],
      ],
      ['goes', 'goes', 'goes', '3 writes a minute, until 60000', 'goes'],
    ],
    [
      'counts reads and writes apart',
      [
        ['read', START],
        ['read', START],
        ['read', START],
        ['read', START],
        ['write', START],
      ],
      ['goes', 'goes', 'goes', '3 reads a minute, until 60000', 'goes'],
    ],
    [
      'counts a comment as a write too',
      [
        ['comment', START],
        ['comment', START],
        ['comment', START],
        ['write', START],
        ['write', START],
      ],
      ['goes', 'goes', '2 comments a minute, until 60000', 'goes', '3 writes a minute, until 60000'],
    ],
    [
      'begins a new minute with the next request, however long nothing was asked',
      [
        ['write', START],
        ['write', later(600_000)],
        ['write', later(600_000)],
        ['write', later(659_000)],
        ['write', later(659_000)],
      ],
      ['goes', 'goes', 'goes', 'goes', '3 writes a minute, until 660000'],
    ],
  ])('%s', (_what, requests, answers) => {
    expect(told(requests)).toEqual(answers);
  });

  it('is its own: another installation has all of it', () => {
    const budget = budgets(LIMITS);
    const one = newInstallation();
    for (let time = 0; time < 3; time++) budget.take(one, 'write', START);
    expect(budget.take(one, 'write', START)).not.toBeNull();
    expect(budget.take(newInstallation(), 'write', START)).toBeNull();
  });

  it('has so many places at once, also over the minute, and a request that is done gives its place back', () => {
    const budget = budgets({ ...GITHUB_LIMITS, atOnce: 4 });
    const one = newInstallation();
    for (let time = 0; time < 4; time++) expect(budget.take(one, 'read', START)).toBeNull();
    const full = { what: '4 requests at once', until: later(1_000) };
    expect(budget.take(one, 'read', START)).toEqual(full);
    expect(budget.take(one, 'read', later(60_000))).toEqual({ ...full, until: later(61_000) });
    budget.done(one);
    expect(budget.take(one, 'read', later(60_000))).toBeNull();
  });
});
