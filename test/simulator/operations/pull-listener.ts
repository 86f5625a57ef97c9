/** What a push means for pull requests: new commits, a branch that went away, a head that arrived in its base. */
import type { PushAttempt, RefChange } from '../push.ts';
import { issueOf } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Act } from './act.ts';
import { closeByKeywords } from './closing-keywords.ts';
import { announce, recordEvent } from './issue-events.ts';
import { isMerging, markMerged } from './merged.ts';
import { mirrorHead } from './pull-head.ts';
import { closePull } from './pulls.ts';
import { dismissStaleApprovals } from './stale-reviews.ts';

const BRANCH = /^refs\/heads\/(.+)$/;

export async function pullListener(world: World, attempt: PushAttempt): Promise<void> {
  for (const change of attempt.changes) {
    const branch = BRANCH.exec(change.ref)?.[1];
    if (branch === undefined) continue;
    for (const repo of [...world.state.repositories.values()])
      for (const pull of [...repo.pulls.values()]) {
        if (issueOf(repo, pull).state !== 'open') continue;
        const act: Act = { world, repo, git: world.git(repo), person: attempt.person, app: attempt.app };
        if (pull.headRepositoryId === attempt.repo.id && pull.headRef === branch)
          await headMoved(act, pull, change);
        else if (repo.id === attempt.repo.id && pull.baseRef === branch) await baseMoved(act, pull, change);
      }
    if (branch === attempt.repo.defaultBranch && change.after !== null)
      await closeByCommits(world, attempt, change);
  }
}

async function headMoved(act: Act, pull: PullRequest, change: RefChange): Promise<void> {
  const { world, repo, git } = act;
  // The branch of a pull request that is just being merged is deleted after the merge: nothing to close.
  if (isMerging(pull)) return;
  if (change.after === null) {
    recordEvent(act, issueOf(repo, pull), 'head_ref_deleted');
    return closePull(act, pull);
  }
  const before = pull.headSha;
  pull.headSha = change.after;
  pull.lastPusherId = act.person.id;
  pull.mergeability = null;
  await mirrorHead(world, repo, pull);
  const base = await git.branch(pull.baseRef);
  if (base !== null) pull.baseSha = base;
  const issue = issueOf(repo, pull);
  issue.updatedAt = world.now();
  if (!(await git.isAncestor(before, change.after)))
    recordEvent(act, issue, 'head_ref_force_pushed', { before, after: change.after }, change.after);
  await announce(act, issue, 'synchronize', { before, after: change.after });
  await dismissStaleApprovals(act, pull);
  // A head rewritten back onto its base has nothing left to merge.
  if (base !== null && (await git.isAncestor(change.after, base))) await closePull(act, pull);
}

async function baseMoved(act: Act, pull: PullRequest, change: RefChange): Promise<void> {
  if (change.after === null) return closePull(act, pull);
  pull.mergeability = null;
  if (isMerging(pull) || change.before === null) return;
  if (!(await act.git.isAncestor(pull.headSha, change.after))) return;
  await markMerged(act, pull, {
    baseSha: change.before,
    mergeCommitSha: await arrival(act, pull, change.after),
  });
}

/** The commit on the base's own line that brought the head in: a merge commit, or the head itself after a fast-forward. */
async function arrival({ git }: Act, pull: PullRequest, after: string): Promise<string> {
  const range = ['--first-parent', '--reverse', after, `^${pull.headSha}`];
  const { stdout } = await git.runPure(['rev-list', '--ancestry-path', ...range]);
  for (const oid of stdout.toString().split('\n').filter(Boolean)) {
    const parents = (await git.readCommit(oid)).parents;
    if (parents.length > 1 && !(await git.isAncestor(pull.headSha, parents[0] ?? ''))) return oid;
  }
  return pull.headSha;
}

async function closeByCommits(world: World, attempt: PushAttempt, change: RefChange): Promise<void> {
  const { repo, git } = attempt;
  if (change.after === null || change.before === null) return;
  const act: Act = { world, repo: repo satisfies Repository, git, person: attempt.person, app: attempt.app };
  for (const oid of await git.log({ from: [change.after], not: [change.before], limit: 250 }))
    await closeByKeywords(act, (await git.readCommit(oid)).message, oid);
}
