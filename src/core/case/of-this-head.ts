// Whether somebody acted on the commits that are there now.
import type { PullFacts } from '../model/facts/pull.ts';
import type { Instant } from '../model/ids.ts';

/** What was said before the head was there is about other commits; in the same second nobody can tell. */
export function isOfThisHead(at: Instant, { head }: PullFacts): boolean {
  return head.seenAt !== null && at > head.seenAt;
}
