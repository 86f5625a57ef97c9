// Where a branch began.
import type { BranchName, PullNumber, Sha } from '../ids.ts';

/** An open pull request that holds a commit of this change too. */
export interface CarryingPull {
  readonly number: PullNumber;
  readonly branch: BranchName;
  readonly base: BranchName;
  readonly sha: Sha;
}

/** Why an origin stays unreadable however often it is asked for. */
export const TOO_MANY_COMMITS =
  'The branch has 250 commits or more, and GitHub lists no more of a pull request';

/**
 * Where a branch began, derived from its commits: those which the production branch lacks, and which of them a
 * development branch or another open pull request already has. Hotfix commits that are on `develop` came from there.
 */
export interface Origin {
  readonly production: BranchName;
  /** For each development branch that exists: the branch's own commits that are on it. */
  readonly sharedWith: readonly { readonly branch: BranchName; readonly commits: readonly Sha[] }[];
  /**
   * Who else holds the first commit of a pull request, or the newest of a branch where it is one of its own. One that goes on
   * beyond this head is not among them: it took the branch in.
   */
  readonly carriedBy: readonly CarryingPull[];
}
