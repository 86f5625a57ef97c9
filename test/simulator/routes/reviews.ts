/** Reviews, and who is asked for one. */
import { z } from 'zod';
import { created, list, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { actOf } from '../operations/act.ts';
import { addReviewComment } from '../operations/review-comments.ts';
import { changeReviewRequests } from '../operations/review-requests.ts';
import {
  deletePendingReview,
  dismissReview,
  editReview,
  reviewAtOnce,
  submitReview,
} from '../operations/reviews.ts';
import { serializeAccount } from '../serialize/account.ts';
import { serializeReview } from '../serialize/comment.ts';
import { serializePull } from '../serialize/pull.ts';
import { serializeTeamsById } from '../serialize/team-reference.ts';
import type { PullRequest, Review } from '../state/issues.ts';
import { pullOf } from './pulls.ts';
import { inputOf, lineBody } from './review-comments.ts';

const event = z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']);
const newBody = z.object({
  commit_id: z.string().nullish(),
  body: z.string().nullish(),
  event: event.optional(),
  comments: z.array(lineBody).default([]),
});
const reviewersBody = z.object({
  reviewers: z.array(z.string()).optional(),
  team_reviewers: z.array(z.string()).optional(),
});

function reviewOf(context: RepositoryCall): { pull: PullRequest; review: Review } {
  const pull = pullOf(context);
  const review = pull.reviews.get(context.call.number('review'));
  if (!review) throw notFound();
  return { pull, review };
}

export function registerReviews(routes: Routes): void {
  const docs = '/rest/pulls/reviews';
  const read = { permissions: [{ pull_requests: 'read' }], docs } as const;
  const write = { permissions: [{ pull_requests: 'write' }], user: 'read', docs } as const;
  routes.repo('GET', '/pulls/:number/reviews', read, (context) => {
    const pull = pullOf(context);
    const viewer = context.call.actor.kind === 'anonymous' ? null : context.call.person.id;
    const shown = [...pull.reviews.values()].filter(
      ({ state, authorId }) => state !== 'PENDING' || authorId === viewer,
    );
    return list(context.call, shown, (review) => serializeReview(context.world, context.repo, pull, review));
  });
  routes.repo('POST', '/pulls/:number/reviews', write, async (context) => {
    const body = context.call.body(newBody);
    const pull = pullOf(context);
    const commitId = body.commit_id ?? null;
    const input = { event: body.event ?? null, body: body.body ?? '', commitId };
    const act = actOf(context);
    const { review } = await reviewAtOnce(act, pull, input, async (made) => {
      for (const one of body.comments) await addReviewComment(act, pull, made, inputOf(one, commitId));
    });
    return ok(serializeReview(context.world, context.repo, pull, review));
  });
  routes.repo('GET', '/pulls/:number/reviews/:review', read, (context) => {
    const { pull, review } = reviewOf(context);
    return ok(serializeReview(context.world, context.repo, pull, review));
  });
  routes.repo('PUT', '/pulls/:number/reviews/:review', write, (context) => {
    const { pull, review } = reviewOf(context);
    const { body } = context.call.body(z.object({ body: z.string() }));
    editReview(actOf(context), pull, review, body);
    return ok(serializeReview(context.world, context.repo, pull, review));
  });
  routes.repo('DELETE', '/pulls/:number/reviews/:review', write, (context) => {
    const { pull, review } = reviewOf(context);
    deletePendingReview(pull, review);
    return ok(serializeReview(context.world, context.repo, pull, review));
  });
  routes.repo('POST', '/pulls/:number/reviews/:review/events', write, async (context) => {
    const { pull, review } = reviewOf(context);
    const body = context.call.body(z.object({ event, body: z.string().nullish() }));
    await submitReview(actOf(context), pull, review, body.event, body.body ?? '');
    return ok(serializeReview(context.world, context.repo, pull, review));
  });
  routes.repo(
    'PUT',
    '/pulls/:number/reviews/:review/dismissals',
    { ...write, user: 'write' },
    async (context) => {
      const { pull, review } = reviewOf(context);
      const { message } = context.call.body(z.object({ message: z.string() }));
      await dismissReview(actOf(context), pull, review, message);
      return ok(serializeReview(context.world, context.repo, pull, review));
    },
  );
  registerRequests(routes);
}

function registerRequests(routes: Routes): void {
  const docs = '/rest/pulls/review-requests';
  const write = { permissions: [{ pull_requests: 'write' }], docs } as const;
  routes.repo(
    'GET',
    '/pulls/:number/requested_reviewers',
    { permissions: [{ pull_requests: 'read' }], docs },
    (context) => {
      const { world, repo } = context;
      const pull = pullOf(context);
      const users = pull.requestedReviewerIds.map((id) => serializeAccount(world, world.account(id)));
      return ok({ users, teams: serializeTeamsById(world, repo, pull.requestedTeamIds) });
    },
  );
  for (const method of ['POST', 'DELETE'] as const)
    routes.repo(method, '/pulls/:number/requested_reviewers', write, async (context) => {
      const { world, repo } = context;
      const pull = pullOf(context);
      await changeRequests(context, pull, method === 'POST');
      const answer = serializePull(world, repo, pull);
      return method === 'POST' ? created(answer) : ok(answer);
    });
}

async function changeRequests(context: RepositoryCall, pull: PullRequest, adds: boolean): Promise<void> {
  const body = context.call.body(reviewersBody);
  const named = { reviewers: body.reviewers ?? [], teams: body.team_reviewers ?? [] };
  await changeReviewRequests(actOf(context), pull, named, adds);
}
