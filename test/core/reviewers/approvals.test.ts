// W8: whose last word on the head counts, for the fix and against it.
import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/core/model/facts/pull.ts';
import { approvalsOf } from '../../../src/core/reviewers/approvals.ts';
import { login, pullFacts, review } from '../../support/facts.ts';

const linus = { login: login('linus'), kind: 'user' } as const;

function objecting(change: Partial<Review> = {}): Review {
  return review({ state: 'changes-requested', author: linus, ...change });
}

function objectors(...reviews: readonly Review[]): readonly string[] {
  return approvalsOf(pullFacts(), reviews).objections.map(({ author }) => author.login);
}

describe('a request for changes', () => {
  it.each<[who: string, reviews: readonly Review[], objectors: readonly string[]]>([
    ['somebody who can write counts', [objecting()], ['linus']],
    ['somebody who can only read does not', [objecting({ authorCanWrite: false })], []],
    [
      'somebody who lost write access since does not',
      [objecting(), objecting({ authorCanWrite: false })],
      [],
    ],
    ['a bot does not', [objecting({ author: { ...linus, kind: 'bot' } })], []],
    ['nobody that GitHub still knows does not', [objecting({ author: null })], []],
    ['somebody who approved since does not', [objecting(), review({ author: linus })], []],
    ['somebody who only commented since counts', [objecting(), objecting({ state: 'commented' })], ['linus']],
  ])('by %s', (_, reviews, expected) => {
    expect(objectors(...reviews)).toEqual(expected);
  });

  it('by somebody who can only read leaves the approvals as they are', () => {
    const { standing, objections } = approvalsOf(pullFacts(), [
      review(),
      objecting({ authorCanWrite: false }),
    ]);
    expect([standing.map(({ author }) => author.login), objections]).toEqual([['grace'], []]);
  });
});
