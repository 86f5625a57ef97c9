// Reads the lists of a pull request to their ends: commits, files, reviews, comments. Their first pages come with the pull request.
import { known } from '../../core/model/facts/known.ts';
import type { PullFacts } from '../../core/model/facts/pull.ts';
import type { PullSubject } from '../../core/model/ids.ts';
import type { Result } from '../../reconcile/ports.ts';
import {
  type CommentPage,
  type Listed,
  moreCommentsAnswer,
  moreCommitsAnswer,
  moreFilesAnswer,
  moreReviewsAnswer,
  type PullAnswer,
} from './answer.ts';
import { commitsOf, permissionMissing } from './answer-facts.ts';
import { gone, type Questions } from './ask-repository.ts';
import { allPages } from './pages.ts';
import { filesOf, reviewIdsOf, reviewsOf } from './pull-parts.ts';
import * as query from './query.ts';

/** GitHub lists no more commits and files of a pull request than these. */
export const MOST_COMMITS = 250;
export const MOST_FILES = 3_000;
/** Reviews and comments beyond these are of a conversation that no longer is an emergency. */
const MOST_REVIEWS = 1_000;
export const MOST_COMMENTS = 2_000;

export async function allCommits(
  questions: Questions,
  { number }: PullSubject,
  first: PullAnswer['commits'],
): Promise<Result<PullFacts['commits']>> {
  if (first === null) return { ok: true, value: permissionMissing('The commits', 'Contents: read') };
  const pages = await allPages(questions, first, {
    text: query.MORE_COMMITS,
    variables: { number },
    shape: moreCommitsAnswer,
    pick: (answer) => answer.repository?.pullRequest?.commits,
    most: MOST_COMMITS,
  });
  return pages.ok ? { ok: true, value: known(pages.value.flatMap(commitsOf)) } : pages;
}

export interface ListedFiles {
  readonly files: PullFacts['files'];
  /** How many files there are, as each page says. */
  readonly totals: readonly number[];
}

export async function allFiles(
  questions: Questions,
  { number }: PullSubject,
  first: PullAnswer['files'],
): Promise<Result<ListedFiles>> {
  if (first === null) {
    return {
      ok: true,
      value: { files: permissionMissing('The changed files', 'Pull requests: read'), totals: [] },
    };
  }
  const pages = await allPages(questions, first, {
    text: query.MORE_FILES,
    variables: { number },
    shape: moreFilesAnswer,
    pick: (answer) => answer.repository?.pullRequest?.files,
    most: MOST_FILES,
  });
  if (!pages.ok) return pages;
  const files = known({ listed: pages.value.flatMap(filesOf), total: first.totalCount });
  return { ok: true, value: { files, totals: pages.value.map(({ totalCount }) => totalCount) } };
}

export interface ListedReviews {
  readonly reviews: PullFacts['reviews'];
  /** Null where they cannot be told. */
  readonly ids: ReadonlySet<number> | null;
}

export async function allReviews(
  questions: Questions,
  { number }: PullSubject,
  first: PullAnswer['reviews'],
): Promise<Result<ListedReviews>> {
  if (first === null) {
    const without = 'Until it is granted, approvals cannot be counted.';
    return {
      ok: true,
      value: { reviews: permissionMissing('The reviews', 'Pull requests: read', without), ids: null },
    };
  }
  const pages = await allPages(questions, first, {
    text: query.MORE_REVIEWS,
    variables: { number },
    shape: moreReviewsAnswer,
    pick: (answer) => answer.repository?.pullRequest?.reviews,
    most: MOST_REVIEWS,
  });
  if (!pages.ok) return pages;
  const reviews = pages.value.flatMap(reviewsOf);
  return {
    ok: true,
    value: {
      reviews: known(reviews.toSorted((one, other) => one.submittedAt - other.submittedAt)),
      ids: reviews.length < MOST_REVIEWS ? reviewIdsOf(pages.value) : null,
    },
  };
}

/** All of them: a second passport would be worse than a second question, and a command may stand anywhere. */
export async function allComments(
  questions: Questions,
  { number }: PullSubject,
  first: CommentPage | null,
): Promise<Result<readonly Listed<CommentPage>[]>> {
  if (first === null) return gone('The conversation');
  return allPages(questions, first, {
    text: query.MORE_COMMENTS,
    variables: { number },
    shape: moreCommentsAnswer,
    pick: (answer) => answer.repository?.pullRequest?.comments,
    most: MOST_COMMENTS,
  });
}
