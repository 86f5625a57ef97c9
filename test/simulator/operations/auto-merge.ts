/** Auto-merge: asked for while something is missing, done when the last of it arrives. */
import { GitHubError, unprocessable } from '../http/errors.ts';
import { issueOf } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Act } from './act.ts';
import { announce, recordEvent, touch } from './issue-events.ts';
import { mergePull } from './merge.ts';
import { mergeabilityOf } from './mergeability.ts';

type AutoMerge = NonNullable<PullRequest['autoMerge']>;

/** Refuses in GitHub's words where the repository has it off and where the pull request could be merged at once. */
export async function enableAutoMerge(
  act: Act,
  pull: PullRequest,
  wanted: Omit<AutoMerge, 'enabledById'>,
): Promise<void> {
  const { world, repo, person } = act;
  if (!repo.settings.allowAutoMerge)
    throw unprocessable('Pull request Auto merge is not allowed for this repository');
  const { state } = await mergeabilityOf(world, repo, pull);
  if (state === 'clean' || state === 'unstable')
    throw unprocessable(`Pull request Pull request is in ${state} status`);
  pull.autoMerge = { ...wanted, enabledById: person.id };
  const issue = issueOf(repo, pull);
  touch(act, issue);
  recordEvent(act, issue, 'auto_merge_enabled');
  await announce(act, issue, 'auto_merge_enabled');
}

export async function disableAutoMerge(act: Act, pull: PullRequest): Promise<void> {
  if (pull.autoMerge === null) throw unprocessable("Can't disable auto-merge for this pull request");
  const issue = issueOf(act.repo, pull);
  pull.autoMerge = null;
  touch(act, issue);
  recordEvent(act, issue, 'auto_merge_disabled');
  await announce(act, issue, 'auto_merge_disabled', { reason: 'manually disabled' });
}

/** Merges what waits with this head, now that a report or a review has come in, as the one who asked for it. */
export async function mergeWaiting(
  { world, repo, git }: Omit<Act, 'person' | 'app'>,
  headSha: string,
): Promise<void> {
  for (const pull of repo.pulls.values()) {
    const wanted = pull.autoMerge;
    if (wanted === null || pull.headSha !== headSha) continue;
    const { state } = await mergeabilityOf(world, repo, pull);
    if (state !== 'clean' && state !== 'unstable') continue;
    const act: Act = { world, repo, git, person: world.person(wanted.enabledById), app: null };
    try {
      await mergePull(act, pull, {
        method: wanted.method,
        title: wanted.commitTitle ?? undefined,
        message: wanted.commitMessage ?? undefined,
      });
    } catch (error) {
      // It goes on waiting, as on GitHub, when only the merge itself finds what blocks it.
      if (!(error instanceof GitHubError)) throw error;
    }
  }
}
