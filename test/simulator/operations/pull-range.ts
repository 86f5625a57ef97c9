/** Which commits and files a pull request shows: the head against the base that it is, or was, to be merged into. */
import type { FileChange } from '../git/diff.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

export interface PullRange {
  /** Tip of the base branch while open; as it was at the end once closed or merged. */
  base: string;
  head: string;
  /** What files are compared with; the base itself where histories have nothing in common. */
  mergeBase: string;
}

export async function pullRange(world: World, repo: Repository, pull: PullRequest): Promise<PullRange> {
  const git = world.git(repo);
  const open = repo.issues.get(pull.number)?.state === 'open';
  const base = (open ? await git.branch(pull.baseRef) : null) ?? pull.baseSha;
  return { base, head: pull.headSha, mergeBase: (await git.mergeBase(base, pull.headSha)) ?? base };
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
