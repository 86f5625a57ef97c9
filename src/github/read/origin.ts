// Which of a branch's commits another branch already has, told from a comparison, and only where that is certain.
import type { Sha } from '../../core/model/ids.ts';

/** What a comparison lists: commits of the head that the compared branch lacks, from the newest on. */
export interface Ahead {
  readonly lacking: ReadonlySet<string>;
  /** Whether the list holds every such commit. */
  readonly isWhole: boolean;
}

/**
 * The commits of `own` that the compared branch has, or null while that cannot be said: a commit that is missing from an
 * unfinished list may stand further down in it.
 */
export function sharedCommits(own: readonly Sha[], ahead: Ahead): readonly Sha[] | null {
  const notListed = own.filter((sha) => !ahead.lacking.has(sha));
  if (notListed.length === 0) return [];
  return ahead.isWhole ? notListed : null;
}
