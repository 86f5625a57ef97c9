// Whether the parts of one answer about a pull request tell of two moments: GitHub serves them from places that lag differently.
// Such an answer is asked for again; nothing is concluded from it.
import type { PullFacts } from '../../core/model/facts/pull.ts';
import type { Sha } from '../../core/model/ids.ts';
import type { PullAnswer } from './answer.ts';
import { MOST_COMMITS, MOST_FILES } from './pull-lists.ts';

function oidOf(end: PullAnswer['headCommit'] | PullAnswer['firstCommit']): string | null {
  return end?.nodes[0]?.commit?.oid ?? null;
}

/** As a sentence for the log; null where the commits agree with the head. From 250 on GitHub leaves the newest out. */
export function contradictionInCommits(
  { state, firstCommit, headCommit }: PullAnswer,
  head: Sha,
  commits: PullFacts['commits'],
): string | null {
  // A pull request that is closed is not judged, and its branch may be gone.
  if (state !== 'OPEN' || !commits.known || commits.value.length >= MOST_COMMITS) return null;
  const all = commits.value.map(({ sha }) => sha);
  if (!all.includes(head)) return `GitHub lists the commits of another head than ${head}`;
  const ends = [
    [oidOf(firstCommit), all.at(0)],
    [oidOf(headCommit), all.at(-1)],
  ];
  return ends.some(([end, listed]) => end !== null && end !== listed)
    ? 'GitHub lists the commits in two ways'
    : null;
}

/** As a sentence for the log; null where the pages agree with each other and with the pull request itself. */
export function contradictionInFiles(
  { state, changedFiles }: PullAnswer,
  totals: readonly number[],
): string | null {
  // What GitHub counts beyond what it lists cannot be held against the list.
  if (state !== 'OPEN' || changedFiles >= MOST_FILES) return null;
  const other = totals.find((total) => total !== changedFiles);
  return other === undefined
    ? null
    : `GitHub counts ${changedFiles} changed files and lists ${other}: they are of two heads`;
}
