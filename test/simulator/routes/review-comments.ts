/** Comments on the lines of pull requests. */
import { z } from 'zod';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { actOf } from '../operations/act.ts';
import {
  addReviewComment,
  deleteReviewComment,
  editReviewComment,
  type ReviewCommentInput,
  replyTo,
} from '../operations/review-comments.ts';
import { reviewAtOnce } from '../operations/reviews.ts';
import { serializeReviewComment } from '../serialize/code-comment.ts';
import type { PullRequest, ReviewComment } from '../state/issues.ts';
import { pullOf } from './pulls.ts';

export const lineBody = z.object({
  body: z.string(),
  path: z.string(),
  line: z.number().nullish(),
  /** The older way to say where: GitHub counts lines of the diff, which for small files is the line. */
  position: z.number().nullish(),
  side: z.enum(['LEFT', 'RIGHT']).default('RIGHT'),
  start_line: z.number().nullish(),
});

const newBody = lineBody.partial({ path: true }).extend({
  commit_id: z.string().optional(),
  in_reply_to: z.number().optional(),
  subject_type: z.enum(['line', 'file']).default('line'),
});

export function inputOf(body: z.infer<typeof lineBody>, commitId: string | null): ReviewCommentInput {
  return {
    body: body.body,
    path: body.path,
    line: body.line ?? body.position ?? null,
    startLine: body.start_line ?? null,
    side: body.side,
    commitId,
  };
}

/** The comment of `:id` with the pull request that it is on. */
export function pullCommentOf({ call, repo }: RepositoryCall): { pull: PullRequest; comment: ReviewComment } {
  const id = call.number('id');
  for (const pull of repo.pulls.values()) {
    const comment = pull.reviewComments.get(id);
    if (comment) return { pull, comment };
  }
  throw notFound();
}

/** Comments whose review is still pending are seen by nobody. */
function visible(pull: PullRequest): { pull: PullRequest; comment: ReviewComment }[] {
  return [...pull.reviewComments.values()]
    .filter(({ reviewId }) => pull.reviews.get(reviewId)?.state !== 'PENDING')
    .map((comment) => ({ pull, comment }));
}

async function comment(context: RepositoryCall): Promise<ReviewComment> {
  const pull = pullOf(context);
  const { in_reply_to: inReplyTo, commit_id: commitId, ...body } = context.call.body(newBody);
  const act = actOf(context);
  const parent = inReplyTo === undefined ? undefined : pull.reviewComments.get(inReplyTo);
  if (inReplyTo !== undefined && !parent) throw notFound();
  const input = { event: 'COMMENT', body: '', commitId: commitId ?? null } as const;
  const { filled } = await reviewAtOnce(act, pull, input, (review) =>
    parent
      ? replyTo(act, pull, review, parent, body.body)
      : addReviewComment(act, pull, review, inputOf({ ...body, path: body.path ?? '' }, commitId ?? null)),
  );
  return filled;
}

export function registerReviewComments(routes: Routes): void {
  const docs = '/rest/pulls/comments';
  const read = { permissions: [{ pull_requests: 'read' }], docs } as const;
  const write = { permissions: [{ pull_requests: 'write' }], user: 'read', docs } as const;
  const shown = ({ world, repo }: RepositoryCall, one: { pull: PullRequest; comment: ReviewComment }) =>
    serializeReviewComment(world, repo, one.pull, one.comment);
  routes.repo('GET', '/pulls/comments', read, (context) =>
    list(context.call, [...context.repo.pulls.values()].flatMap(visible), (one) => shown(context, one)),
  );
  routes.repo('GET', '/pulls/:number/comments', read, (context) =>
    list(context.call, visible(pullOf(context)), (one) => shown(context, one)),
  );
  routes.repo('POST', '/pulls/:number/comments', write, async (context) =>
    created(shown(context, { pull: pullOf(context), comment: await comment(context) })),
  );
  routes.repo('POST', '/pulls/:number/comments/:id/replies', write, async (context) => {
    const { pull, comment: parent } = pullCommentOf(context);
    const { body } = context.call.body(z.object({ body: z.string() }));
    const act = actOf(context);
    const input = { event: 'COMMENT', body: '', commitId: parent.commitId } as const;
    const made = await reviewAtOnce(act, pull, input, (review) => replyTo(act, pull, review, parent, body));
    return created(shown(context, { pull, comment: made.filled }));
  });
  routes.repo('GET', '/pulls/comments/:id', read, (context) => ok(shown(context, pullCommentOf(context))));
  routes.repo('PATCH', '/pulls/comments/:id', write, (context) => {
    const one = pullCommentOf(context);
    const { body } = context.call.body(z.object({ body: z.string() }));
    editReviewComment(actOf(context), one.pull, one.comment, body);
    return ok(shown(context, one));
  });
  routes.repo('DELETE', '/pulls/comments/:id', write, (context) => {
    const one = pullCommentOf(context);
    deleteReviewComment(actOf(context), one.pull, one.comment);
    return noContent();
  });
  routes.repo('GET', '/pulls/:number/reviews/:review/comments', read, (context) => {
    const pull = pullOf(context);
    const id = context.call.number('review');
    if (!pull.reviews.has(id)) throw notFound();
    const comments = [...pull.reviewComments.values()].filter(({ reviewId }) => reviewId === id);
    return list(context.call, comments, (one) => shown(context, { pull, comment: one }));
  });
}
