// Tells a change that only takes back what was released, by what its commits say of themselves.
import type { Commit, PullFacts } from '../model/facts/pull.ts';

/** git's own line, and what people write before a subject: `hotfix(cart): revert …`. */
const HEADER = /^(?:\w{1,20}(?:\([^()\n]{1,80}\))?!?:\s{1,3})?revert(?:s|ing)?\b/i;
const TRAILER = /^This reverts commit ([\da-f]{7,40})\b/im;

interface Revert {
  /** The commits that are taken back, shortened, as far as they are named. */
  readonly of: readonly string[];
}

function isReverting({ message }: Commit): boolean {
  return HEADER.test(message) || TRAILER.test(message.slice(0, 4_000));
}

/** Null where something else changes too. Merges that bring the base in say nothing either way. */
export function revertOf({ title, commits }: PullFacts): Revert | null {
  const own = commits.known ? commits.value.filter(({ parents }) => parents < 2) : [];
  if (own.length === 0) return !commits.known && HEADER.test(title) ? { of: [] } : null;
  if (!own.every(isReverting)) return null;
  const shas = own.flatMap(({ message }) => TRAILER.exec(message.slice(0, 4_000))?.[1]?.slice(0, 7) ?? []);
  return { of: [...new Set(shas)] };
}
