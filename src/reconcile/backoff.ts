// How long a failed turn waits before it is tried again.

const FIRST = 1_000;
const LONGEST = 15 * 60_000;

/**
 * Doubles with each failed turn, from about a second to a quarter of an hour, in milliseconds.
 * @param attempts failed turns before this one
 * @param random 0 (included) to 1 (excluded). It spreads the waits over half to all of their length, so that what
 *   failed together does not come back together.
 */
export function backoff(attempts: number, random: number): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(attempts, 30));
  return Math.round(full * (0.5 + random / 2));
}
