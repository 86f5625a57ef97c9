// What GitHub should show, what it shows, and the writes between the two.
import type { Conclusion } from '../model/finding.ts';
import type { Instant, PullNumber, RepositoryId, Sha } from '../model/ids.ts';

/** The name under which branch protection knows the check. Changing it would unprotect every branch that requires it. */
export const CHECK_NAME = 'Hotfix';
/** The check on pull requests that change the policy itself. */
export const POLICY_CHECK_NAME = 'Hotfix policy';

export type CheckName = typeof CHECK_NAME | typeof POLICY_CHECK_NAME;

export interface CheckAction {
  /** At most 20 characters each for label and identifier, 40 for the description (GitHub's limits). */
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** A check run as it should be. Title, summary and text are Markdown that is safe to publish. */
export interface CheckContent {
  readonly name: CheckName;
  readonly headSha: Sha;
  /** Its mark (`run-mark.ts`): forks' check runs name no pull request, so the run carries its subject itself. */
  readonly externalId: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly actions: readonly CheckAction[];
}

/** A label with the looks that it gets when the repository does not have it yet. */
export interface Label {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  /** At most 100 characters (GitHub's limit). */
  readonly description: string;
}

/** What the app makes of the commands in one comment. */
export interface CommandAnswer {
  /** The comment with the commands. */
  readonly comment: number;
  readonly verdict: 'accepted' | 'refused';
  /** Markdown that is safe to publish; null where the reaction says it all. */
  readonly reply: string | null;
}

/** Everything that a pull request or branch should show. What is not in here is left alone. */
export interface Desired {
  readonly checks: readonly CheckContent[];
  /** The one comment that is edited in place; null: none is wanted. */
  readonly passport: { readonly pull: PullNumber; readonly body: string } | null;
  readonly answers: readonly CommandAnswer[];
  readonly labels: { readonly wanted: readonly Label[]; readonly unwanted: readonly string[] } | null;
  /** The description with what a button or a command writes into it; null: as it is. */
  readonly description: string | null;
  /** What is answered to a press of a button that its presser may not make. */
  readonly notes: readonly { readonly key: string; readonly body: string }[];
}

/** Nothing is to be shown, and nothing taken back. */
export const NOTHING_DESIRED: Desired = {
  checks: [],
  passport: null,
  answers: [],
  labels: null,
  description: null,
  notes: [],
};

export interface ShownCheck {
  readonly id: number;
  readonly name: string;
  readonly headSha: Sha;
  readonly externalId: string;
  /** Null while it is not completed. */
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

/** A run of the app on the same commit that speaks for another pull request. */
export interface OtherRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: Sha;
  readonly pull: PullNumber;
  /** The verdict of that pull request by itself, as last judged. */
  readonly own: Conclusion;
  /** What the run shows. Null while it is not completed. */
  readonly conclusion: string | null;
}

/** What the app itself wrote earlier, as GitHub shows it now. Objects of anyone else are never in here. */
export interface Published {
  readonly checks: readonly ShownCheck[];
  /** On the subject's own head, the newest of each other pull request and name. */
  readonly others: readonly OtherRun[];
  readonly passport: {
    readonly id: number;
    readonly body: string;
    /** When the app wrote it last. */
    readonly writtenAt: Instant;
  } | null;
  /** The keys of the notes and replies that stand there. */
  readonly notes: readonly string[];
  /** Comments of the app that are second copies: of each kind the oldest is kept. */
  readonly doubles: readonly number[];
}

export const NOTHING_PUBLISHED: Published = {
  checks: [],
  others: [],
  passport: null,
  notes: [],
  doubles: [],
};

/** One write to GitHub. */
export type Effect =
  | { readonly kind: 'create-check-run'; readonly repository: RepositoryId; readonly check: CheckContent }
  | {
      readonly kind: 'update-check-run';
      readonly repository: RepositoryId;
      readonly id: number;
      readonly check: CheckContent;
    }
  | {
      readonly kind: 'create-comment';
      readonly repository: RepositoryId;
      readonly pull: PullNumber;
      readonly body: string;
    }
  | {
      readonly kind: 'update-comment';
      readonly repository: RepositoryId;
      readonly id: number;
      readonly body: string;
    }
  | { readonly kind: 'delete-comment'; readonly repository: RepositoryId; readonly id: number }
  | {
      readonly kind: 'update-description';
      readonly repository: RepositoryId;
      readonly pull: PullNumber;
      readonly body: string;
    }
  | {
      readonly kind: 'add-labels';
      readonly repository: RepositoryId;
      readonly pull: PullNumber;
      readonly labels: readonly Label[];
    }
  | {
      readonly kind: 'remove-label';
      readonly repository: RepositoryId;
      readonly pull: PullNumber;
      readonly label: string;
    }
  | {
      readonly kind: 'react';
      readonly repository: RepositoryId;
      readonly comment: number;
      readonly reaction: '+1' | '-1';
    };

/**
 * In the order in which they are written. People wait for the verdict, so it comes first; a repository may refuse a label, so labels
 * come last.
 */
export const EFFECT_GROUPS = [
  'verdict',
  'description',
  'passport',
  'answers',
  'notes',
  'labels',
  'doubles',
] as const;

/** Effects of one purpose, in their order: each is written once the one before it is. */
export interface EffectGroup {
  readonly name: (typeof EFFECT_GROUPS)[number];
  readonly effects: readonly Effect[];
}

/** The object that a write made or changed. */
export interface Made {
  readonly id: number;
  /** When, by GitHub's clock; null where its answer does not tell. */
  readonly at: Instant | null;
}

/** What became of one effect. */
export type EffectResult =
  | { readonly kind: 'done'; readonly made: Made | null }
  /** GitHub will not do it, however often it is asked; `permission` names what the app lacks, where GitHub says so. */
  | { readonly kind: 'refused'; readonly why: string; readonly permission: string | null }
  /** Somebody else wrote at the same moment: what is shown has to be read again. */
  | { readonly kind: 'conflict'; readonly why: string }
  /** A limit is used up until then; `only`: the limit of new comments, so that everything else may go on. */
  | { readonly kind: 'limited'; readonly why: string; readonly until: Instant; readonly only?: 'comments' }
  /** It may work when it is tried again. */
  | { readonly kind: 'transient'; readonly why: string };
