// What is known of a pull request at one moment.
import type { BranchName, Instant, Login, PullNumber, RepositoryId, Sha } from '../ids.ts';
import type { Known } from './known.ts';
import type { Origin } from './origin.ts';
import type { Account } from './people.ts';
import type { SameHead } from './same-head.ts';

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

export interface Head {
  readonly branch: BranchName;
  readonly sha: Sha;
  /** When GitHub first showed it to the app, by the app's own check suite; null while it has none there. */
  readonly seenAt: Instant | null;
  /** Null when the fork was deleted. */
  readonly repository: RepositoryId | null;
  readonly isFork: boolean;
}

/** What somebody did, and when. */
export interface Act {
  readonly at: Instant;
  /** Null when the account was deleted. */
  readonly by: Login | null;
}

export interface PullFacts {
  readonly kind: 'pull';
  readonly number: PullNumber;
  /** Untrusted, like the body, the labels and every commit message. */
  readonly title: string;
  /** Empty where GitHub has null. */
  readonly body: string;
  /** The last edit of the body, by nobody where an app made it; null where it stands as it was opened, and where this app edited it last. */
  readonly bodyEdit: Act | null;
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
  /** Who put each of the labels there, and when. A label is missing here where the timeline does not reach so far back. */
  readonly labelActs: ReadonlyMap<string, Act>;
  /** Labels that somebody else than the app took off: they are not put back. */
  readonly declinedLabels: readonly string[];
  readonly openedAt: Instant;
  /** Since when it has not been a draft; the time it was opened where it never was one. */
  readonly readyAt: Instant;
  readonly commits: Known<readonly Commit[]>;
  readonly origin: Known<Origin>;
  readonly sameHead: SameHead;
  readonly files: Known<ChangedFiles>;
  /** Read only for the rules that ask for it. */
  readonly patches: Known<readonly Patch[]>;
  /** Submitted ones, oldest first. */
  readonly reviews: Known<readonly Review[]>;
  readonly comments: Known<readonly Comment[]>;
  /** The head of the merge group that it is in; null where it is in none. */
  readonly queueHead: Known<Sha | null>;
}
