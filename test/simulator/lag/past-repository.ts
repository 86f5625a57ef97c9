/** One repository's past: what is kept of it while something lags, and the repository that a reader sees. */
import type { GitRepository } from '../git/repository.ts';
import type { Issue, PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import { pullRecords, pullTips, queueEntries, writings } from './aspects.ts';
import { History, RefMoves } from './history.ts';

/** The times that a reader sees each kind of record as of, in milliseconds. */
export type Times = Readonly<Record<'pull' | 'git' | 'writes' | 'queue', number>>;

export class PastRepository {
  readonly refs = new RefMoves();
  readonly #records = new History<ReturnType<typeof pullRecords>>();
  readonly #tips = new History<ReturnType<typeof pullTips>>();
  readonly #writings = new History<ReturnType<typeof writings>>();
  readonly #queue = new History<ReturnType<typeof queueEntries>>();

  note(at: number, repo: Repository): void {
    this.#records.note(at, pullRecords(repo));
    this.#tips.note(at, pullTips(repo));
    this.#writings.note(at, writings(repo));
    this.#queue.note(at, queueEntries(repo));
  }

  forget(before: number): void {
    for (const kept of [this.#records, this.#tips, this.#writings, this.#queue, this.refs])
      kept.forget(before);
  }

  gitAt(git: GitRepository, times: Times): GitRepository {
    return git.withRefs(this.refs.asOf(times.git));
  }

  /** A repository of copies: a reader may compute on it without changing anything. */
  at(repo: Repository, times: Times): Repository {
    const { onPulls, issues, ...written } = structuredClone(this.#writings.asOf(times.writes));
    const labelled = this.#records.asOf(Math.min(times.pull, times.writes));
    const tips = this.#tips.asOf(times.git);
    const queue = this.#queue.asOf(times.queue);
    const threads = new Map<number, Issue>(issues);
    const pulls = new Map<number, PullRequest>();
    for (const [number, { issue, pull }] of structuredClone(this.#records.asOf(times.pull))) {
      const on = onPulls.get(number);
      threads.set(number, {
        ...issue,
        reactions: on?.reactions ?? [],
        // A label is part of the record and a list that is written: it shows once both show it.
        labelIds: labelled.get(number)?.issue.labelIds ?? [],
      });
      pulls.set(number, {
        ...pull,
        reviews: on?.reviews ?? new Map(),
        reviewComments: on?.reviewComments ?? new Map(),
        queueEntry: queue.get(number) ?? null,
        mergeability: repo.pulls.get(number)?.mergeability ?? null,
        inGitLists: tips.get(number) ?? 'unknown',
      });
    }
    const inOrder = new Map([...threads].sort(([a], [b]) => a - b));
    return { ...repo, ...written, issues: inOrder, pulls };
  }
}
