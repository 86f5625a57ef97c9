// What is known of a branch that has no pull request.
import type { BranchName, PullNumber, Sha } from '../ids.ts';
import type { Known } from './known.ts';
import type { Origin } from './origin.ts';
import type { SameHead } from './same-head.ts';

/** A branch that matches the policy's hotfix patterns and has no open pull request. */
export interface BranchFacts {
  readonly kind: 'branch';
  readonly branch: BranchName;
  readonly sha: Sha;
  /** Open pull requests whose head it is: when there are some, they carry the verdict. */
  readonly pulls: readonly PullNumber[];
  /** Open pull requests that are to be merged into it, at most a hundred. */
  readonly incoming: readonly {
    readonly number: PullNumber;
    readonly branch: BranchName;
    readonly labels: readonly string[];
  }[];
  readonly origin: Known<Origin>;
  /** The open pull requests that have its newest commit as their head, under whatever name. */
  readonly sameHead: SameHead;
}
