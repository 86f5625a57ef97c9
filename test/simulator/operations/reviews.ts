/** Reviews of pull requests: written, submitted, edited, dismissed. */
import { forbidden, unprocessable } from '../http/errors.ts';
import type { JsonObject } from '../json.ts';
import { serializeReview } from '../serialize/comment.ts';
import { issueOf, serializePull } from '../serialize/pull.ts';
import type { PullRequest, Review } from '../state/issues.ts';
import type { Act } from './act.ts';
import { mayWrite } from './act.ts';
import { mergeWaiting } from './auto-merge.ts';
import { recordEvent, touch } from './issue-events.ts';
import { checkText } from './issue-record.ts';
import { tellOfComments } from './review-comments.ts';

export type ReviewEvent = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';

const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

function tell(act: Act, pull: PullRequest, review: Review, action: string, extra: JsonObject = {}): void {
  const { world, repo, person } = act;
  const payload = {
    review: serializeReview(world, repo, pull, review, true),
    pull_request: serializePull(world, repo, pull),
    ...extra,
  };
  world.events.emit({ event: 'pull_request_review', action, repo, sender: person, payload });
}

/** Throws GitHub's 422 for authors judging themselves and for reviews that say nothing. */
function requireAllowed(act: Act, pull: PullRequest, review: Review, event: ReviewEvent): void {
  const own = issueOf(act.repo, pull).authorId === act.person.id;
  if (own && event === 'APPROVE') throw unprocessable('Can not approve your own pull request');
  if (own && event === 'REQUEST_CHANGES')
    throw unprocessable('Can not request changes on your own pull request');
  checkText('PullRequestReview', { body: review.body });
  if (event === 'APPROVE' || review.body.trim() !== '') return;
  const says = [...pull.reviewComments.values()].some(({ reviewId }) => reviewId === review.id);
  if (!says) throw unprocessable('body can not be blank when the review requests changes or comments');
}

/** A review in the making, which only its author sees. */
function newReview(act: Act, pull: PullRequest, body: string, commitId: string | null): Review {
  const review: Review = {
    id: act.world.ids.next(),
    authorId: act.person.id,
    body,
    state: 'PENDING',
    commitId: commitId ?? pull.headSha,
    submittedAt: null,
    updatedAt: act.world.now(),
  };
  pull.reviews.set(review.id, review);
  return review;
}

/** A review that is written with `fill` (its comments) and submitted in one go, or never was. `event` null keeps it pending. */
export async function reviewAtOnce<T>(
  act: Act,
  pull: PullRequest,
  input: { event: ReviewEvent | null; body: string; commitId: string | null },
  fill: (review: Review) => T | Promise<T>,
): Promise<{ review: Review; filled: T }> {
  const pending = [...pull.reviews.values()].some(
    ({ state, authorId }) => state === 'PENDING' && authorId === act.person.id,
  );
  if (pending && input.event === null)
    throw unprocessable('User can only have one pending review per pull request');
  const review = newReview(act, pull, input.body, input.commitId);
  try {
    const filled = await fill(review);
    if (input.event !== null) await submitReview(act, pull, review, input.event, '');
    return { review, filled };
  } catch (error) {
    deletePendingReview(pull, review);
    throw error;
  }
}

export async function writeReview(
  act: Act,
  pull: PullRequest,
  input: { event: ReviewEvent | null; body: string; commitId: string | null },
): Promise<Review> {
  return (await reviewAtOnce(act, pull, input, () => null)).review;
}

/** Submits a pending review and emits it with its comments; one that is refused stays as it was. */
export async function submitReview(
  act: Act,
  pull: PullRequest,
  review: Review,
  event: ReviewEvent,
  body: string,
): Promise<void> {
  if (review.state !== 'PENDING') throw unprocessable('Could not submit a review that is not pending');
  const before = review.body;
  if (body !== '') review.body = body;
  try {
    requireAllowed(act, pull, review, event);
  } catch (error) {
    review.body = before;
    throw error;
  }
  review.state = STATES[event];
  review.submittedAt = act.world.now();
  review.updatedAt = review.submittedAt;
  pull.requestedReviewerIds = pull.requestedReviewerIds.filter((id) => id !== review.authorId);
  const issue = issueOf(act.repo, pull);
  touch(act, issue);
  recordEvent(act, issue, 'reviewed', { reviewId: review.id });
  tell(act, pull, review, 'submitted');
  tellOfComments(act, pull, review);
  await mergeWaiting(act, pull.headSha);
}

/** Changes the words of a submitted review, which only its author may. */
export function editReview(act: Act, pull: PullRequest, review: Review, body: string): void {
  if (review.authorId !== act.person.id) throw forbidden('Resource not accessible');
  checkText('PullRequestReview', { body });
  const changes = body === review.body ? {} : { body: { from: review.body } };
  review.body = body;
  review.updatedAt = act.world.now();
  if (review.state !== 'PENDING') tell(act, pull, review, 'edited', { changes });
}

/** Throws away a review that was not submitted. */
export function deletePendingReview(pull: PullRequest, review: Review): void {
  if (review.state !== 'PENDING') throw unprocessable('Can not delete a non-pending pull request review');
  pull.reviews.delete(review.id);
  for (const comment of pull.reviewComments.values())
    if (comment.reviewId === review.id) pull.reviewComments.delete(comment.id);
}

/** Takes a decisive review back. `message` null: because of new commits. */
export async function dismissReview(
  act: Act,
  pull: PullRequest,
  review: Review,
  message: string | null,
): Promise<void> {
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED')
    throw unprocessable('Can not dismiss a review that neither approves nor requests changes');
  if (message !== null && message.trim() === '') throw unprocessable('message can not be blank');
  if (message !== null && act.app === null && !mayWrite(act.world, act.repo, act.person.id))
    throw forbidden('Must have push access to the repository.');
  review.state = 'DISMISSED';
  review.updatedAt = act.world.now();
  recordEvent(act, issueOf(act.repo, pull), 'review_dismissed', { reviewId: review.id, message });
  tell(act, pull, review, 'dismissed');
}
