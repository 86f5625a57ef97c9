// Reviews and comments on lines, over REST: who may, what is sent, what protection makes of them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAnswer } from '../support/github-schemas.ts';
import { at, expectRefusal, type Shop, startShop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await startShop();
});
afterEach(() => shop.simulator.close());

const REVIEWS = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const COMMENTS = '/repos/{owner}/{repo}/pulls/{pull_number}/comments';

describe('a review', () => {
  it('is refused from the author, and when it says nothing', async () => {
    const { number } = await shop.open();
    const review = { ...at, pull_number: number };
    await expectRefusal(
      shop.ada.rest.pulls.createReview({ ...review, event: 'APPROVE' }),
      422,
      'Can not approve your own pull request',
    );
    await expectRefusal(
      shop.ada.rest.pulls.createReview({ ...review, event: 'REQUEST_CHANGES', body: 'No' }),
      422,
      'Can not request changes on your own pull request',
    );
    await expectRefusal(shop.bob.rest.pulls.createReview({ ...review, event: 'COMMENT' }), 422, 'blank');
    expect((await shop.ada.rest.pulls.listReviews(review)).data).toEqual([]);
  });

  it('stays pending and unseen until it is submitted with its comments', async () => {
    const { number } = await shop.open();
    const pending = await shop.bob.rest.pulls.createReview({
      ...at,
      pull_number: number,
      body: 'Look',
      comments: [{ path: 'a.txt', line: 1, body: 'Why two?' }],
    });
    expectAnswer('POST', REVIEWS, 200, pending.data);
    expect((await shop.ada.rest.pulls.listReviews({ ...at, pull_number: number })).data).toEqual([]);
    expect((await shop.ada.rest.pulls.listReviewComments({ ...at, pull_number: number })).data).toEqual([]);
    const submitted = await shop.bob.rest.pulls.submitReview({
      ...at,
      pull_number: number,
      review_id: pending.data.id,
      event: 'REQUEST_CHANGES',
    });
    expect(submitted.data.state).toBe('CHANGES_REQUESTED');
    const comments = await shop.ada.rest.pulls.listReviewComments({ ...at, pull_number: number });
    expectAnswer('GET', COMMENTS, 200, comments.data);
    expect(comments.data.map(({ body, diff_hunk }) => [body, diff_hunk])).toEqual([
      ['Why two?', '@@ -1 +1 @@\n-one\n+two'],
    ]);
    expect(shop.events()).toEqual(
      expect.arrayContaining(['pull_request_review.submitted', 'pull_request_review_comment.created']),
    );
  });

  it('is edited by its author and dismissed with a reason, which rewrites its state', async () => {
    const { number } = await shop.open();
    const { data } = await shop.bob.rest.pulls.createReview({
      ...at,
      pull_number: number,
      event: 'APPROVE',
      body: 'Fine',
    });
    const review = { ...at, pull_number: number, review_id: data.id };
    await shop.bob.rest.pulls.updateReview({ ...review, body: 'Very fine' });
    expect(shop.payload('pull_request_review.edited')['changes']).toEqual({ body: { from: 'Fine' } });
    await expectRefusal(shop.eve.rest.pulls.dismissReview({ ...review, message: 'x' }), 403, 'push access');
    const dismissed = await shop.grace.rest.pulls.dismissReview({ ...review, message: 'Too early' });
    expect(dismissed.data.state).toBe('DISMISSED');
    expect(shop.payload('pull_request_review.dismissed')['review']).toMatchObject({ state: 'dismissed' });
  });

  it('of somebody without write access does not count', async () => {
    await shop.protect({ reviews: 1, enforceAdmins: true });
    const { number } = await shop.open();
    await shop.eve.rest.pulls.createReview({ ...at, pull_number: number, event: 'APPROVE' });
    await expectRefusal(
      shop.grace.rest.pulls.merge({ ...at, pull_number: number }),
      405,
      'At least 1 approving review is required by reviewers with write access.',
    );
  });

  it('is taken back by new commits where protection says so', async () => {
    await shop.grace.rest.repos.updateBranchProtection({
      ...at,
      branch: 'main',
      required_status_checks: null,
      enforce_admins: true,
      required_pull_request_reviews: { dismiss_stale_reviews: true },
      restrictions: null,
    });
    const { number } = await shop.open();
    await shop.bob.rest.pulls.createReview({ ...at, pull_number: number, event: 'APPROVE' });
    await shop.push('topic', { 'b.txt': 'b\n' });
    const reviews = await shop.ada.rest.pulls.listReviews({ ...at, pull_number: number });
    expect(reviews.data.map(({ state }) => state)).toEqual(['DISMISSED']);
    expect(shop.events()).toContain('pull_request_review.dismissed');
  });

  it('is asked for from people with access, never from the author', async () => {
    const { number } = await shop.open();
    const asked = await shop.ada.rest.pulls.requestReviewers({
      ...at,
      pull_number: number,
      reviewers: ['bob'],
    });
    expectAnswer('POST', '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', 201, asked.data);
    expect(shop.events()).toContain('pull_request.review_requested');
    await expectRefusal(
      shop.ada.rest.pulls.requestReviewers({ ...at, pull_number: number, reviewers: ['ada'] }),
      422,
      'pull request author',
    );
    await shop.bob.rest.pulls.createReview({ ...at, pull_number: number, event: 'APPROVE' });
    const { data } = await shop.ada.rest.pulls.get({ ...at, pull_number: number });
    expect(data.requested_reviewers).toEqual([]);
  });
});

describe('a comment on a line', () => {
  it('is written, answered, edited, reacted to and deleted', async () => {
    const pull = await shop.open();
    const made = await shop.bob.rest.pulls.createReviewComment({
      ...at,
      pull_number: pull.number,
      commit_id: pull.head.sha,
      path: 'a.txt',
      line: 1,
      body: 'Why?',
    });
    expectAnswer('POST', COMMENTS, 201, made.data);
    const reply = await shop.ada.rest.pulls.createReplyForReviewComment({
      ...at,
      pull_number: pull.number,
      comment_id: made.data.id,
      body: 'Because',
    });
    expectAnswer('POST', `${COMMENTS}/{comment_id}/replies`, 201, reply.data);
    expect(reply.data.in_reply_to_id).toBe(made.data.id);
    const comment = { ...at, comment_id: made.data.id };
    await shop.bob.rest.pulls.updateReviewComment({ ...comment, body: 'Why so?' });
    const reaction = await shop.ada.rest.reactions.createForPullRequestReviewComment({
      ...comment,
      content: 'heart',
    });
    expect(reaction.status).toBe(201);
    const { data } = await shop.eve.rest.pulls.getReviewComment(comment);
    expectAnswer('GET', '/repos/{owner}/{repo}/pulls/comments/{comment_id}', 200, data);
    expect(data).toMatchObject({ body: 'Why so?', reactions: { heart: 1, total_count: 1 } });
    await shop.bob.rest.pulls.deleteReviewComment(comment);
    await expectRefusal(shop.bob.rest.pulls.getReviewComment(comment), 404, 'Not Found');
  });

  it('is refused where the diff has no such line, and leaves nothing behind', async () => {
    const pull = await shop.open();
    const comment = { ...at, pull_number: pull.number, commit_id: pull.head.sha, body: 'x' };
    await expectRefusal(
      shop.bob.rest.pulls.createReviewComment({ ...comment, path: 'a.txt', line: 40 }),
      422,
      'Validation Failed',
    );
    await expectRefusal(
      shop.bob.rest.pulls.createReviewComment({ ...comment, path: 'README.md', line: 1 }),
      422,
      'Validation Failed',
    );
    expect((await shop.bob.rest.pulls.listReviews({ ...at, pull_number: pull.number })).data).toEqual([]);
  });
});
