// What GitHub should show, what it shows, and the writes between the two.
import type { Conclusion } from './finding.ts';
import type { PullNumber, RepositoryId, Sha } from './ids.ts';

/** The name under which branch protection knows the check. Changing it would unprotect every branch that requires it. */
export const CHECK_NAME = 'Hotfix';

export interface CheckAction {
  /** At most 20 characters each for label and identifier, 40 for the description (GitHub's limits). */
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** A check run as it should be. Title, summary and text are Markdown that is safe to publish. */
export interface CheckContent {
  readonly headSha: Sha;
  /** The subject's key: forks' check runs name no pull request, so the run carries it itself. */
  readonly externalId: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly actions: readonly CheckAction[];
}

export interface Desired {
  /** Null: no check is wanted, and one that exists is left alone. */
  readonly check: CheckContent | null;
  /** The body of the one comment; null: no comment is wanted. */
  readonly comment: { readonly pull: PullNumber; readonly body: string } | null;
}

/** What the app itself wrote earlier, as GitHub shows it now. Objects of anyone else are never in here. */
export interface Published {
  readonly check: {
    readonly id: number;
    readonly headSha: Sha;
    readonly externalId: string;
    /** Null while it is not completed. */
    readonly conclusion: string | null;
    readonly title: string;
    readonly summary: string;
    readonly text: string;
  } | null;
  readonly comment: { readonly id: number; readonly body: string } | null;
}

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
    };
