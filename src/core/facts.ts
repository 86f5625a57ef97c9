// What is known about one hotfix at one moment: an immutable snapshot that every rule reads and none extends.
import type { BranchName, Instant, Login, PullNumber, RepositoryId, Sha } from './ids.ts';

/**
 * A fact that may not have been readable. `not-given`: whoever asked did not supply it (the command line without
 * `--commits`), so rules leave it aside. `unreadable`: GitHub did not tell (permission, plan, limit), so rules say
 * "unknown", which never counts as met. `reason` is a plain sentence for the person who reads the check.
 */
export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly cause: 'not-given' | 'unreadable'; readonly reason: string };

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function unreadable(reason: string): Known<never> {
  return { known: false, cause: 'unreadable', reason };
}

export function notGiven(reason: string): Known<never> {
  return { known: false, cause: 'not-given', reason };
}

export interface Account {
  readonly login: Login;
  readonly kind: 'user' | 'bot' | 'organization' | 'mannequin';
}

export interface Commit {
  readonly sha: Sha | null;
  /** The whole message as git holds it. Untrusted. */
  readonly message: string;
  readonly parents: number;
  /** Who wrote it, where GitHub knows the account; null for a deleted or unknown one. */
  readonly author: Account | null;
}

/**
 * Where a branch began, told by its commits: those which the production branch lacks, and which of them a
 * development branch already has. Hotfix commits that are on `develop` came from there.
 */
export interface Origin {
  readonly production: BranchName;
  /** For each development branch that exists: the branch's own commits that are on it. */
  readonly sharedWith: readonly { readonly branch: BranchName; readonly commits: readonly Sha[] }[];
}

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

export interface Head {
  readonly branch: BranchName;
  readonly sha: Sha;
  /** Null when the fork was deleted. */
  readonly repository: RepositoryId | null;
  readonly isFork: boolean;
}

export interface PullFacts {
  readonly kind: 'pull';
  readonly number: PullNumber;
  /** Untrusted, like the body, the labels and every commit message. */
  readonly title: string;
  /** Empty where GitHub has null. */
  readonly body: string;
  /** `unopened`: judged before it is pushed; its number then means nothing. */
  readonly state: 'unopened' | 'open' | 'closed' | 'merged';
  readonly isDraft: boolean;
  /** Null when the account was deleted. */
  readonly author: Account | null;
  readonly base: BranchName;
  readonly head: Head;
  readonly labels: readonly string[];
  readonly openedAt: Instant;
  readonly commits: Known<readonly Commit[]>;
  readonly origin: Known<Origin>;
}

/** A branch that matches the policy's hotfix patterns and has no open pull request. */
export interface BranchFacts {
  readonly kind: 'branch';
  readonly branch: BranchName;
  readonly sha: Sha;
  /** Open pull requests whose head it is: when there are some, they carry the verdict. */
  readonly pulls: readonly PullNumber[];
  readonly origin: Known<Origin>;
}

/** Files of the base branch that policy and templates are read from. */
export interface PolicyFiles {
  /** The branch they were read from. */
  readonly branch: BranchName;
  /** The text of each file that was asked for; null where the branch has no such file. */
  readonly texts: ReadonlyMap<string, string | null>;
}

export interface Facts {
  readonly now: Instant;
  readonly repository: RepositoryFacts;
  readonly change: PullFacts | BranchFacts;
  readonly files: PolicyFiles;
}
