/** Marks a pull request as merged, by the button or because its commits arrived in the base by a push. */
import { issueOf } from '../serialize/pull.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Act } from './act.ts';
import { closeByKeywords } from './closing-keywords.ts';
import { announce, recordEvent } from './issue-events.ts';
import { markClosed } from './issue-record.ts';

/** Pull requests whose merge moves refs at this moment, so that the listener of pushes leaves them to it. */
const merging = new WeakSet<PullRequest>();

export function isMerging(pull: PullRequest): boolean {
  return merging.has(pull);
}

export async function whileMerging<T>(pull: PullRequest, work: () => Promise<T>): Promise<T> {
  merging.add(pull);
  try {
    return await work();
  } finally {
    merging.delete(pull);
  }
}

export async function markMerged(
  act: Act,
  pull: PullRequest,
  merge: { baseSha: string; mergeCommitSha: string },
): Promise<void> {
  const { repo, world } = act;
  const issue = issueOf(repo, pull);
  pull.baseSha = merge.baseSha;
  pull.mergeCommitSha = merge.mergeCommitSha;
  pull.mergedAt = world.now();
  pull.mergedById = act.person.id;
  pull.autoMerge = null;
  recordEvent(act, issue, 'merged', {}, merge.mergeCommitSha);
  markClosed(act, issue, null, merge.mergeCommitSha);
  await announce(act, issue, 'closed');
  if (pull.baseRef === repo.defaultBranch) await closeByKeywords(act, issue.body ?? '', merge.mergeCommitSha);
}
