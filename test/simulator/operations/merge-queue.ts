/** The merge queue: a pull request is merged on a branch of its own first, and for real once that is reported green. */
import { signatureOf } from '../create/repository.ts';
import { mergeTrees } from '../git/merge.ts';
import { GitHubError, unprocessable } from '../http/errors.ts';
import type { JsonObject } from '../json.ts';
import { issueOf } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Act } from './act.ts';
import { mergePull } from './merge.ts';
import { runsOn } from './runs-on.ts';

/** Puts a pull request into the queue of its base, makes the group's commit and asks Apps for checks on it. */
export async function enqueuePull(act: Act, pull: PullRequest): Promise<void> {
  const { world, git, person } = act;
  const base = await git.branch(pull.baseRef);
  if (base === null || pull.mergedAt !== null || pull.draft)
    throw unprocessable('Pull request is not mergeable');
  const merged = await mergeTrees(git, base, pull.headSha);
  if (!merged.clean) throw unprocessable('Pull request is not mergeable');
  const message = `Merge pull request #${pull.number} from ${pull.headRef}`;
  const committer = { name: 'GitHub', email: 'noreply@github.com', date: world.now() };
  const headSha = await git.writeCommit({
    tree: merged.tree,
    parents: [base, pull.headSha],
    message,
    author: signatureOf(world, person),
    committer,
  });
  const ref = `refs/heads/gh-readonly-queue/${pull.baseRef}/pr-${pull.number}-${base}`;
  await git.updateRef(ref, headSha);
  pull.queueEntry = { ref, headSha, baseSha: base, enqueuedById: person.id, enqueuedAt: world.now() };
  tell(act, 'checks_requested', {
    head_sha: headSha,
    head_ref: ref,
    base_sha: base,
    base_ref: `refs/heads/${pull.baseRef}`,
    head_commit: {
      id: headSha,
      tree_id: merged.tree,
      message,
      timestamp: world.now(),
      author: { name: person.login, email: `${person.login}@users.noreply.github.com` },
      committer: { name: committer.name, email: committer.email },
    },
  });
}

function tell({ world, repo, person }: Act, action: string, group: JsonObject): void {
  const payload = { merge_group: group };
  world.events.emit({ event: 'merge_group', action, repo, sender: person, payload });
}

/** Merges what is queued with this head, once everything that reported there passed; lets it go where something failed. */
export async function settleQueue(
  { world, repo, git }: Omit<Act, 'person' | 'app'>,
  headSha: string,
): Promise<void> {
  for (const pull of repo.pulls.values()) {
    const entry = pull.queueEntry;
    if (entry === null || entry.headSha !== headSha) continue;
    const runs = runsOn(repo, headSha, 'latest');
    if (runs.some(({ status }) => status !== 'completed')) continue;
    pull.queueEntry = null;
    await git.updateRef(entry.ref, null);
    const passed = runs.every(({ conclusion }) =>
      ['success', 'neutral', 'skipped'].includes(conclusion ?? ''),
    );
    if (!passed || issueOf(repo, pull).state === 'closed') continue;
    try {
      const act: Act = { world, repo, git, person: world.person(entry.enqueuedById), app: null };
      await mergePull(act, pull, { method: 'merge' });
    } catch (error) {
      // Only the merge itself finds what else blocks it; the pull request then leaves the queue.
      if (!(error instanceof GitHubError)) throw error;
    }
  }
}
