/** Reviews of pull requests: written, submitted, dismissed. */
import { unprocessable } from '../http/errors.ts';
import { serializeReview } from '../serialize/comment.ts';
import { issueOf, serializePull } from '../serialize/pull.ts';
import type { PullRequest, Review } from '../state/issues.ts';
import type { Act } from './act.ts';
import { touch } from './issue-events.ts';

export type ReviewEvent = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';

const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

function tell(act: Act, pull: PullRequest, review: Review, action: string): void {
  const { world, repo, person } = act;
  const payload = {
    review: serializeReview(world, repo, pull, review, true),
    pull_request: serializePull(world, repo, pull),
  };
  world.events.emit({ event: 'pull_request_review', action, repo, sender: person, payload });
}

function requireAllowed(act: Act, pull: PullRequest, event: ReviewEvent, body: string): void {
  const own = issueOf(act.repo, pull).authorId === act.person.id;
  if (own && event === 'APPROVE') throw unprocessable('Can not approve your own pull request');
  if (own && event === 'REQUEST_CHANGES')
    throw unprocessable('Can not request changes on your own pull request');
  if (event !== 'APPROVE' && body.trim() === '')
    throw unprocessable('body can not be blank when the review requests changes or comments');
}

/** @param event null keeps the review pending */
export async function writeReview(
  act: Act,
  pull: PullRequest,
  input: { event: ReviewEvent | null; body: string; commitId: string | null },
): Promise<Review> {
  if (input.event !== null) requireAllowed(act, pull, input.event, input.body);
  const now = act.world.now();
  const review: Review = {
    id: act.world.ids.next(),
    authorId: act.person.id,
    body: input.body,
    state: 'PENDING',
    commitId: input.commitId ?? pull.headSha,
    submittedAt: null,
    updatedAt: now,
  };
  pull.reviews.set(review.id, review);
  if (input.event !== null) submit(act, pull, review, input.event);
  return review;
}

function submit(act: Act, pull: PullRequest, review: Review, event: ReviewEvent): void {
  review.state = STATES[event];
  review.submittedAt = act.world.now();
  review.updatedAt = review.submittedAt;
  pull.requestedReviewerIds = pull.requestedReviewerIds.filter((id) => id !== review.authorId);
  touch(act, issueOf(act.repo, pull));
  tell(act, pull, review, 'submitted');
}

export async function submitReview(
  act: Act,
  pull: PullRequest,
  review: Review,
  event: ReviewEvent,
  body: string,
): Promise<void> {
  if (review.state !== 'PENDING') throw unprocessable('Could not submit a review that is not pending');
  if (body !== '') review.body = body;
  requireAllowed(act, pull, event, review.body);
  submit(act, pull, review, event);
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
  review.state = 'DISMISSED';
  review.updatedAt = act.world.now();
  tell(act, pull, review, 'dismissed');
}
