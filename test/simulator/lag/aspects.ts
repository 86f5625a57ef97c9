/** The records that lag, by the kind of lag that they follow. */
import type { Issue, PullRequest, PullTips } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';

/** A pull request without what follows another lag: reviews, reactions, its place in the queue. */
export interface PullRecord {
  issue: Issue;
  pull: PullRequest;
}

export function pullRecords(repo: Repository): Map<number, PullRecord> {
  const records = new Map<number, PullRecord>();
  for (const [number, pull] of repo.pulls) {
    const issue = repo.issues.get(number);
    if (!issue) continue;
    records.set(number, {
      issue: { ...issue, reactions: [] },
      pull: { ...pull, reviews: new Map(), reviewComments: new Map(), queueEntry: null, mergeability: null },
    });
  }
  return records;
}

/** What commits and files of pull requests are computed from. */
export function pullTips(repo: Repository): Map<number, PullTips> {
  const tips = new Map<number, PullTips>();
  for (const [number, { headRef, headSha, baseRef, baseSha }] of repo.pulls)
    tips.set(number, { headRef, headSha, baseRef, baseSha, open: repo.issues.get(number)?.state === 'open' });
  return tips;
}

/** What people and Apps write: lists that grow. */
export function writings(repo: Repository) {
  const { comments, commitComments, checkRuns, checkSuites, statuses } = repo;
  const onPulls = new Map([...repo.pulls].map(([number, pull]) => [number, writtenOn(repo, pull)]));
  const issues = new Map([...repo.issues].filter(([number]) => !repo.pulls.has(number)));
  return { comments, commitComments, checkRuns, checkSuites, statuses, onPulls, issues };
}

export type Writings = ReturnType<typeof writings>;

function writtenOn(repo: Repository, { number, reviews, reviewComments }: PullRequest) {
  const issue = repo.issues.get(number);
  return { reviews, reviewComments, reactions: issue?.reactions ?? [], labelIds: issue?.labelIds ?? [] };
}

export function queueEntries(repo: Repository): Map<number, PullRequest['queueEntry']> {
  return new Map([...repo.pulls].map(([number, { queueEntry }]) => [number, queueEntry]));
}
