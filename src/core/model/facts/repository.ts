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
  /** The owner's `.github` repository, whose policy may be extended, and binds by its locks. */
  readonly organisation: OrganisationPolicy;
}

export interface OrganisationFiles {
  readonly repository: RepositoryId;
  /** Files of its default branch; null where it has no such file. */
  readonly texts: ReadonlyMap<string, string | null>;
}

export type OrganisationPolicy =
  | ({ readonly kind: 'readable' } & OrganisationFiles)
  /** There is no such repository, or the app cannot see it: GitHub answers both in the same way. Its locks do not hold. */
  | {
      readonly kind: 'not-readable';
      readonly repository: RepositoryId;
      readonly owner: 'organisation' | 'user';
    }
  /** The repository is that `.github` itself, or the command line was not given its policy. */
  | { readonly kind: 'not-asked' };

/** The organisation's files; null where they were not asked for or are not readable. */
export function organisationFiles({ organisation }: PolicyFiles): OrganisationFiles | null {
  switch (organisation.kind) {
    case 'readable':
      return organisation;
    case 'not-readable':
    case 'not-asked':
      return null;
  }
}
