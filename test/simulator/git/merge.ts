/** Merges, cherry-picks and rebases without a work tree. */
import type { Signature } from './objects.ts';
import type { GitRepository } from './repository.ts';

export type MergeOutcome = { clean: true; tree: string } | { clean: false; conflicts: string[] };
export type RebaseOutcome = { clean: true; head: string } | { clean: false; conflicts: string[] };

/** Merges two commits (ids) and gives the resulting tree, or the paths in conflict. Writes no commit and moves no ref. */
export async function mergeTrees(git: GitRepository, ours: string, theirs: string): Promise<MergeOutcome> {
  const { code, stdout } = await git.runPure(
    [
      'merge-tree',
      '--write-tree',
      '--name-only',
      '--no-messages',
      '-z',
      '--allow-unrelated-histories',
      ours,
      theirs,
    ],
    [0, 1],
  );
  const [tree = '', ...paths] = stdout.toString().split('\0').filter(Boolean);
  return code === 0 ? { clean: true, tree } : { clean: false, conflicts: [...new Set(paths)] };
}

const SCRATCH: Signature = { name: 'scratch', email: 'scratch@invalid', date: '2000-01-01T00:00:00Z' };

/**
 * The tree of applying one commit's change on top of another. Git 2.39 cannot be given the base of a merge, so
 * three throw-away commits make the commit's parent the only common ancestor.
 */
export async function cherryPickTree(
  git: GitRepository,
  commit: string,
  onto: string,
): Promise<MergeOutcome> {
  const picked = await git.readCommit(commit);
  const parent = picked.parents[0];
  const baseTree = parent === undefined ? await git.writeTree([]) : (await git.readCommit(parent)).tree;
  const scratch = (tree: string, parents: string[]) =>
    git.writeCommit({ tree, parents, message: 'scratch', author: SCRATCH });
  const base = await scratch(baseTree, []);
  const ours = await scratch((await git.readCommit(onto)).tree, [base]);
  const theirs = await scratch(picked.tree, [base]);
  return mergeTrees(git, ours, theirs);
}

/**
 * Replays commits (ids, oldest first) on top of `onto`, keeping authors and messages. Merge commits are left out, as
 * GitHub's rebase merge does; so are commits that change nothing any more.
 */
export async function rebase(
  git: GitRepository,
  commits: readonly string[],
  onto: string,
  committer: Signature,
): Promise<RebaseOutcome> {
  let head = onto;
  for (const oid of commits) {
    const commit = await git.readCommit(oid);
    if (commit.parents.length > 1) continue;
    const outcome = await cherryPickTree(git, oid, head);
    if (!outcome.clean) return outcome;
    if (outcome.tree === (await git.readCommit(head)).tree) continue;
    head = await git.writeCommit({
      tree: outcome.tree,
      parents: [head],
      message: commit.message,
      author: commit.author,
      committer,
    });
  }
  return { clean: true, head };
}
