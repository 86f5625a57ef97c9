// What is known about one hotfix at one moment: an immutable snapshot that every rule reads and none extends.
import type { BranchName, Instant, Login, PullNumber, RepositoryId, Sha, TeamName } from './ids.ts';

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
  /** Those named in `Co-authored-by`, as far as GitHub knows their accounts. */
  readonly coAuthors: readonly Account[];
  /** Who made it; null where GitHub's own web editor did, or the account is unknown. */
  readonly committer: Account | null;
  /** When it was written, as git says; whoever writes a commit can say anything. */
  readonly authoredAt: Instant | null;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed' | 'copied' | 'changed';
  readonly additions: number;
  readonly deletions: number;
}

export interface ChangedFiles {
  /** GitHub lists 3,000 at most. */
  readonly listed: readonly ChangedFile[];
  /** How many there are. */
  readonly total: number;
}

/** The lines of one file that change, as `git diff` writes them; null where there are none to show (binary, giant). */
export interface Patch {
  readonly path: string;
  readonly text: string | null;
}

export interface Review {
  /** Null when the account was deleted. */
  readonly author: Account | null;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  /** The commit that was looked at; null when it is gone. */
  readonly commit: Sha | null;
  readonly submittedAt: Instant;
  /** Whether its author may push to the repository now; who lost access keeps the review, not its weight. */
  readonly authorCanWrite: boolean;
}

/** A comment that may hold commands. Comments of the app itself are not among them. */
export interface Comment {
  readonly id: number;
  /** Null when the account was deleted. */
  readonly author: Account | null;
  readonly body: string;
  readonly createdAt: Instant;
  /** Null where it stands as it was written. */
  readonly editedAt: Instant | null;
  /** Somebody else changed its words. */
  readonly editedByOther: boolean;
  /** The app's own reaction: what it made of the commands, and when. Null while it has not answered. */
  readonly answer: { readonly kind: 'accepted' | 'refused'; readonly at: Instant } | null;
}

/** What somebody may do in the repository, from least to most. */
export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** A team's members; null where the organisation has no such team. */
export type TeamMembers = readonly Login[] | null;

/** A button of the check that somebody pressed. It stays until the app has done what it asks. */
export interface ButtonPress {
  /** The delivery that told of it. */
  readonly id: string;
  readonly button: string;
  readonly by: Account;
}

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
 * Where a branch began, told by its commits: those which the production branch lacks, and which of them a
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
  /** When GitHub first showed it to the app, by the app's own check suite; null while it has none there. */
  readonly seenAt: Instant | null;
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
  /** Of the labels, those that the app itself put there. The others are people's words. */
  readonly ownLabels: readonly string[];
  /** Labels that somebody else than the app took off: they are not put back. */
  readonly declinedLabels: readonly string[];
  readonly openedAt: Instant;
  /** Since when it has not been a draft; the time it was opened where it never was one. */
  readonly readyAt: Instant;
  readonly commits: Known<readonly Commit[]>;
  readonly origin: Known<Origin>;
  readonly files: Known<ChangedFiles>;
  /** Read only for the rules that ask for it. */
  readonly patches: Known<readonly Patch[]>;
  /** Submitted ones, oldest first. */
  readonly reviews: Known<readonly Review[]>;
  readonly comments: Known<readonly Comment[]>;
  /** The head of the merge group that it is in; null where it is in none. */
  readonly queueHead: Known<Sha | null>;
}

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
