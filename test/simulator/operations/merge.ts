/** Merges pull requests with real commits on the base as it is now, and says why one cannot be merged. */
import { signatureOf } from '../create/repository.ts';
import { mergeTrees, rebase } from '../git/merge.ts';
import { GitHubError } from '../http/errors.ts';
import { pushRefs } from '../push.ts';
import { appliedRules } from '../rules/applied-rules.ts';
import { judgeAndRecord } from '../rules/rule-record.ts';
import { type MergeMethod, methodRefusal, violationsOfMerge } from '../rules/unmet-rules.ts';
import { issueOf } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { Act } from './act.ts';
import { mergeMessage, squashMessage } from './merge-message.ts';
import { computeMergeability } from './mergeability.ts';
import { markMerged, whileMerging } from './merged.ts';
import { pullCommits } from './pull-range.ts';
import { retargetPull } from './pulls.ts';

export interface MergeInput {
  method: MergeMethod;
  title?: string | undefined;
  message?: string | undefined;
  /** The head that the caller saw. */
  sha?: string | undefined;
}

const NOT_MERGEABLE = 'Pull Request is not mergeable';

function refuseMethod(repo: Repository, method: MergeMethod): void {
  const { allowMergeCommit, allowRebaseMerge, allowSquashMerge } = repo.settings;
  const allowed = { merge: allowMergeCommit, squash: allowSquashMerge, rebase: allowRebaseMerge };
  if (!allowed[method]) throw new GitHubError(405, methodRefusal(method, 'repository'));
}

/** The commit that becomes the base's tip. */
async function makeCommits(act: Act, pull: PullRequest, base: string, input: MergeInput): Promise<string> {
  const { world, repo, git } = act;
  const merger = signatureOf(world, act.person);
  if (input.method === 'rebase') {
    const outcome = await rebase(git, await pullCommits(world, repo, pull), base, merger);
    if (!outcome.clean) throw new GitHubError(405, "This branch can't be rebased");
    return outcome.head;
  }
  const merged = await mergeTrees(git, base, pull.headSha);
  if (!merged.clean) throw new GitHubError(405, NOT_MERGEABLE);
  const committer = { name: 'GitHub', email: 'noreply@github.com', date: world.now() };
  if (input.method === 'merge')
    return git.writeCommit({
      tree: merged.tree,
      parents: [base, pull.headSha],
      message: mergeMessage(act, pull, input),
      author: merger,
      committer,
    });
  return git.writeCommit({
    tree: merged.tree,
    parents: [base],
    message: await squashMessage(act, pull, input),
    // A squash is the work of whoever opened the pull request.
    author: signatureOf(world, world.person(issueOf(repo, pull).authorId)),
    committer,
  });
}

/** Merges, or throws with GitHub's status and words. Gives the commit that is the base's tip afterwards. */
export async function mergePull(act: Act, pull: PullRequest, input: MergeInput): Promise<string> {
  const { world, repo, git } = act;
  if (pull.mergedAt !== null || issueOf(repo, pull).state === 'closed')
    throw new GitHubError(405, NOT_MERGEABLE);
  if (input.sha !== undefined && input.sha !== pull.headSha)
    throw new GitHubError(409, 'Head branch was modified. Review and try the merge again.');
  refuseMethod(repo, input.method);
  if (pull.draft) throw new GitHubError(405, 'Pull Request is still a draft');
  const base = await git.branch(pull.baseRef);
  if (base === null || !(await computeMergeability(world, repo, pull)).mergeable)
    throw new GitHubError(405, NOT_MERGEABLE);
  const ref = `refs/heads/${pull.baseRef}`;
  const rules = appliedRules(world, repo, ref);
  const unmet = await violationsOfMerge(world, repo, pull, rules, { method: input.method, actor: act });
  return whileMerging(pull, async () => {
    const after = await makeCommits(act, pull, base, input);
    const change = { ref, before: base, after };
    const standing = judgeAndRecord(act, { ...change, byPullRequest: true }, rules, unmet);
    if (standing.length > 0) throw refusal(standing);
    await moveBase(act, change);
    await markMerged(act, pull, { baseSha: base, mergeCommitSha: after });
    if (repo.settings.deleteBranchOnMerge && pull.headRepositoryId === repo.id) await deleteHead(act, pull);
    return after;
  });
}

function refusal(standing: ReturnType<typeof judgeAndRecord>): GitHubError {
  const messages = [...new Set(standing.map(({ message }) => message))];
  const classic = standing.every(({ rule }) => rule.source.kind === 'protection');
  return new GitHubError(
    405,
    classic ? messages.join(' ') : `Repository rule violations found\n\n${messages.join('\n\n')}\n\n`,
  );
}

async function moveBase(act: Act, change: { ref: string; before: string; after: string }): Promise<void> {
  try {
    await pushRefs(act.world, { ...act, changes: [change], origin: 'merge' });
  } catch (error) {
    if (error instanceof GitHubError && error.status === 409)
      throw new GitHubError(405, 'Base branch was modified. Review and try the merge again.');
    throw error;
  }
}

/** Deletes the merged branch unless its deletion is restricted, by whatever rule and whoever merges; what was to be merged into it is pointed at where it went. */
async function deleteHead(act: Act, pull: PullRequest): Promise<void> {
  const { world, repo, git } = act;
  const before = await git.branch(pull.headRef);
  if (before === null || pull.headRef === repo.defaultBranch) return;
  const kept = appliedRules(world, repo, `refs/heads/${pull.headRef}`).some(
    ({ type, enforcement }) => type === 'deletion' && enforcement === 'active',
  );
  if (kept) return;
  for (const other of repo.pulls.values())
    if (other.baseRef === pull.headRef && issueOf(repo, other).state === 'open')
      await retargetPull(act, other, pull.baseRef);
  const changes = [{ ref: `refs/heads/${pull.headRef}`, before, after: null }];
  await pushRefs(world, { ...act, changes, origin: 'merge' });
}
