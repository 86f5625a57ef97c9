/** Which commits and files a pull request shows: the head against the base that it is, or was, to be merged into. */
import type { FileChange } from '../git/diff.ts';
import type { PullRequest, PullTips } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

export interface PullRange {
  /** Tip of the base branch while open; as it was at the end once closed or merged. */
  base: string;
  head: string;
  /** What files are compared with; the base itself where histories have nothing in common. */
  mergeBase: string;
}

/** As the git lists know the pull request; null while they know none of that number. */
export function tipsOf(repo: Repository, pull: PullRequest): PullTips | null {
  if (pull.inGitLists === 'unknown') return null;
  return pull.inGitLists ?? { ...pull, open: repo.issues.get(pull.number)?.state === 'open' };
}

export async function pullRange(world: World, repo: Repository, pull: PullRequest): Promise<PullRange> {
  const git = world.git(repo);
  const tips = tipsOf(repo, pull);
  // Of one that the lists do not know, nothing is listed.
  if (tips === null) return { base: pull.baseSha, head: pull.baseSha, mergeBase: pull.baseSha };
  const base = (tips.open ? await git.branch(tips.baseRef) : null) ?? tips.baseSha;
  return { base, head: tips.headSha, mergeBase: (await git.mergeBase(base, tips.headSha)) ?? base };
}

/** The pull requests whose merge made the commit, or that bring it. */
export async function pullsWith(world: World, repo: Repository, sha: string): Promise<PullRequest[]> {
  const found: PullRequest[] = [];
  for (const pull of repo.pulls.values()) {
    const tips = tipsOf(repo, pull);
    if (tips === null) continue;
    const brings = async () =>
      tips.headSha === sha ||
      ((await world.git(repo).isAncestor(sha, tips.headSha)) &&
        (await pullCommits(world, repo, pull)).includes(sha));
    if (pull.mergeCommitSha === sha || (await brings())) found.push(pull);
  }
  return found;
}

/** Ids of the commits, oldest first. */
export async function pullCommits(world: World, repo: Repository, pull: PullRequest): Promise<string[]> {
  const { base, head } = await pullRange(world, repo, pull);
  return world.git(repo).log({ from: [head], not: [base], topological: true, reverse: true });
}

export async function pullFiles(world: World, repo: Repository, pull: PullRequest): Promise<FileChange[]> {
  const { mergeBase, head } = await pullRange(world, repo, pull);
  return world.git(repo).diff(mergeBase, head);
}

/** The four counts of a full pull request. */
export async function pullStatistics(
  world: World,
  repo: Repository,
  pull: PullRequest,
): Promise<{ commits: number; additions: number; deletions: number; changed_files: number }> {
  const { base, head, mergeBase } = await pullRange(world, repo, pull);
  const git = world.git(repo);
  const [count, shortstat] = await Promise.all([
    git.runPure(['rev-list', '--count', head, `^${base}`]),
    git.runPure(['diff', '--shortstat', '-M', mergeBase, head]),
  ]);
  const words = shortstat.stdout.toString();
  const number = (expression: RegExp) => Number(expression.exec(words)?.[1] ?? 0);
  return {
    commits: Number(count.stdout.toString().trim()),
    additions: number(/(\d+) insertion/),
    deletions: number(/(\d+) deletion/),
    changed_files: number(/(\d+) files? changed/),
  };
}
