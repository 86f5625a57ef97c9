// What is known of the repository, and the files that its policy is read from.
import type { BranchName, RepositoryId } from '../ids.ts';
import type { Known } from './known.ts';

export interface RepositoryFacts {
  readonly id: RepositoryId;
  /** Where people look at it: `https://github.com`, without a slash at the end. */
  readonly webUrl: string;
  readonly defaultBranch: BranchName;
  /** Names of the newest tags, newest first; at most a hundred. */
  readonly tags: Known<readonly string[]>;
  /** Branches by name, at most a hundred: enough to see which development branches exist. */
  readonly branches: Known<readonly BranchName[]>;
  readonly allowsSquashOnly: boolean;
}

/** Files of the base branch that policy and templates are read from. */
export interface PolicyFiles {
  /** The branch they were read from. */
  readonly branch: BranchName;
  /** The text of each file that was asked for; null where the branch has no such file. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** Files of the default branch of the owner's `.github` repository; null where that is not there or out of reach. */
  readonly organisation: OrganisationFiles | null;
}

export interface OrganisationFiles {
  readonly repository: RepositoryId;
  readonly texts: ReadonlyMap<string, string | null>;
}
