/** Whether a pull request can be merged, computed when somebody first looks, as GitHub does, and kept for a pair of tips. */
import { signatureOf } from '../create/repository.ts';
import { mergeTrees, rebase } from '../git/merge.ts';
import { unmetByAnyMerge } from '../rules/unmet-rules.ts';
import { issueOf, type ShownMergeability, UNKNOWN_MERGEABILITY } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { pullCommits } from './pull-range.ts';
import { runsOn } from './runs-on.ts';

type Mergeability = NonNullable<PullRequest['mergeability']>;

/** Merges on trial. A clean outcome becomes the commit under `refs/pull/N/merge`, which CI systems check out. */
export async function computeMergeability(
  world: World,
  repo: Repository,
  pull: PullRequest,
): Promise<Mergeability> {
  const git = world.git(repo);
  const { headSha, number } = pull;
  const baseSha = (await git.branch(pull.baseRef)) ?? pull.baseSha;
  const known = pull.mergeability;
  if (known && known.baseSha === baseSha && known.headSha === headSha) return known;
  const outcome = await mergeTrees(git, baseSha, headSha);
  const ref = `refs/pull/${number}/merge`;
  let testMergeSha: string | null = null;
  if (outcome.clean) {
    const author = signatureOf(world, world.person(issueOf(repo, pull).authorId));
    const message = `Merge ${headSha} into ${baseSha}`;
    testMergeSha = await git.writeCommit({
      tree: outcome.tree,
      parents: [baseSha, headSha],
      message,
      author,
    });
    await git.updateRef(ref, testMergeSha);
  } else if ((await git.resolve(ref)) !== null) await git.updateRef(ref, null);
  const mergeable = outcome.clean;
  const rebaseable = mergeable && (await canRebase(world, repo, pull, baseSha));
  pull.mergeability = { headSha, baseSha, mergeable, rebaseable, testMergeSha };
  return pull.mergeability;
}

/** A single commit goes onto the base exactly when it merges; several may conflict on the way. */
async function canRebase(world: World, repo: Repository, pull: PullRequest, base: string): Promise<boolean> {
  const commits = await pullCommits(world, repo, pull);
  if (commits.length < 2) return true;
  const committer = { name: 'GitHub', email: 'noreply@github.com', date: world.now() };
  return (await rebase(world.git(repo), commits, base, committer)).clean;
}

/** What a request is shown; the first look after a change starts the computation, and may have to do without it. */
export async function shownMergeability(
  world: World,
  repo: Repository,
  pull: PullRequest,
  request: object,
): Promise<ShownMergeability> {
  const shown = await mergeabilityOf(world, repo, pull);
  const baseSha = pull.mergeability?.baseSha ?? pull.baseSha;
  return world.firstLooks.isFirst(pull, baseSha, request) ? UNKNOWN_MERGEABILITY : shown;
}

export async function mergeabilityOf(
  world: World,
  repo: Repository,
  pull: PullRequest,
): Promise<ShownMergeability> {
  if (issueOf(repo, pull).state === 'closed') return UNKNOWN_MERGEABILITY;
  const { mergeable, rebaseable } = await computeMergeability(world, repo, pull);
  return { mergeable, rebaseable, state: await stateOf(world, repo, pull, mergeable) };
}

async function stateOf(
  world: World,
  repo: Repository,
  pull: PullRequest,
  mergeable: boolean,
): Promise<string> {
  if (!mergeable) return 'dirty';
  if (pull.draft) return 'draft';
  const unmet = await unmetByAnyMerge(world, repo, pull);
  if (unmet.some(({ kind }) => kind !== 'behind')) return 'blocked';
  if (unmet.length > 0) return 'behind';
  return hasTrouble(repo, pull.headSha) ? 'unstable' : 'clean';
}

const QUIET = new Set(['success', 'neutral', 'skipped', 'stale']);

/** True while any report on the head, required or not, is open or has failed. */
function hasTrouble(repo: Repository, sha: string): boolean {
  if (runsOn(repo, sha, 'latest').some((run) => !QUIET.has(run.conclusion ?? ''))) return true;
  const latest = new Map(
    repo.statuses.filter((status) => status.sha === sha).map((status) => [status.context, status.state]),
  );
  return [...latest.values()].some((state) => state !== 'success');
}
