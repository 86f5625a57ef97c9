/** Which check runs speak for a commit. */
import type { CheckRun } from '../state/checks.ts';
import type { Repository } from '../state/repository.ts';

/** The newest run of each name and App on a commit, or all of them; newest first. */
export function runsOn(repo: Repository, sha: string, filter: 'latest' | 'all'): CheckRun[] {
  const all = [...repo.checkRuns.values()].filter((run) => run.headSha === sha);
  if (filter === 'all') return all.reverse();
  const latest = new Map<string, CheckRun>();
  for (const run of all) latest.set(`${run.appId} ${run.name}`, run);
  return [...latest.values()].reverse();
}
