// What is known about one subject at one moment: an immutable snapshot that every rule reads and none extends.
import type { BranchName, Instant, Sha, Subject, TeamName } from '../ids.ts';
import type { BranchFacts } from './branch.ts';
import type { Known } from './known.ts';
import type { ButtonPress, Permission, TeamMembers } from './people.ts';
import type { PullFacts } from './pull.ts';
import type { PolicyFiles, RepositoryFacts } from './repository.ts';

export interface Facts {
  readonly now: Instant;
  readonly repository: RepositoryFacts;
  readonly change: PullFacts | BranchFacts;
  readonly files: PolicyFiles;
  /** The head's own text of each file that was asked for; null where the head has no such file. Untrusted. */
  readonly headFiles: ReadonlyMap<string, string | null>;
  /** The teams that were asked for. */
  readonly teams: ReadonlyMap<TeamName, Known<TeamMembers>>;
  /** What the people that were asked for may do; logins in lower case. */
  readonly people: ReadonlyMap<string, Known<Permission>>;
  readonly presses: readonly ButtonPress[];
}

/** What the facts are about, as a subject. */
export function subjectOf({ change, repository }: Pick<Facts, 'change' | 'repository'>): Subject {
  switch (change.kind) {
    case 'pull':
      return { kind: 'pull', repository: repository.id, number: change.number };
    case 'branch':
      return { kind: 'branch', repository: repository.id, branch: change.branch };
  }
}

/** The pull request that the facts are about; null for a branch without one. */
export function pullOf({ change }: Pick<Facts, 'change'>): PullFacts | null {
  switch (change.kind) {
    case 'pull':
      return change;
    case 'branch':
      return null;
  }
}

/** The branch that holds the change. */
export function branchOf(change: Facts['change']): BranchName {
  switch (change.kind) {
    case 'pull':
      return change.head.branch;
    case 'branch':
      return change.branch;
  }
}

/** The newest commit of the change. */
export function headOf(change: Facts['change']): Sha {
  switch (change.kind) {
    case 'pull':
      return change.head.sha;
    case 'branch':
      return change.sha;
  }
}
