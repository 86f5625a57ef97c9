// Which commits an acknowledgement is of: those that were there when it was written, as far as that is known.
import { expect, it } from 'vitest';
import { isOfThisHead } from '../../../src/core/case/of-this-head.ts';
import { type Instant, instant } from '../../../src/core/model/ids.ts';
import { pullFacts } from '../../support/facts.ts';

const PUSHED = instant(Date.UTC(2026, 0, 10, 3, 0));

it.each<[when: string, createdAt: Instant, seenAt: Instant | null, isOfThisHead: boolean]>([
  ['after the head was seen is of this head', instant(PUSHED + 1), PUSHED, true],
  ['before the head was seen is not', instant(PUSHED - 1), PUSHED, false],
  ['in the same moment is not', PUSHED, PUSHED, false],
  ['while nobody knows when the head came is not', PUSHED, null, false],
])('an acknowledgement written %s', (_, createdAt, seenAt, expected) => {
  const { head } = pullFacts();
  expect(isOfThisHead(createdAt, pullFacts({ head: { ...head, seenAt } }))).toBe(expected);
});
