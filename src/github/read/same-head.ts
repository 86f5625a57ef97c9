// Finds the other pull requests on one commit among those that GitHub lists with it.
import type { SameHead } from '../../core/model/facts/same-head.ts';
import { type PullNumber, parsePullNumber, type Sha } from '../../core/model/ids.ts';
import type { CarriersAnswer } from './answer.ts';
import { carryingPulls } from './compared-branches.ts';

/** @param self the pull request that asks; null for a branch, for which nothing tells whether the list is whole */
export function sameHeadOf(
  answer: CarriersAnswer | null | undefined,
  head: Sha,
  self: PullNumber | null,
): SameHead {
  const open = carryingPulls(answer).filter(({ sha }) => sha === head);
  const isOpen = (number: number) => open.some((one) => one.number === number);
  const listed = (answer?.nodes ?? []).map(({ number }) => parsePullNumber(number));
  return {
    open: open.filter(({ number }) => number !== self),
    // A list of open ones that lacks whoever asks lacks others too.
    isWhole: answer?.pageInfo.hasNextPage === false && self !== null && isOpen(self),
    gone: listed.flatMap((number) => (number === null || isOpen(number) ? [] : [number])),
  };
}
