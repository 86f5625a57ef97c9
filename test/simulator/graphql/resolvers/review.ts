/** Reviews, their comments and threads, and requests for a review. */
import type {
  PullRequestReviewComment as SchemaComment,
  ReviewRequest as SchemaRequest,
  PullRequestReview as SchemaReview,
  PullRequestReviewThread as SchemaThread,
} from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { reviewCommentNodeId, reviewNodeId } from '../../node-ids.ts';
import { mayWrite } from '../../operations/act.ts';
import { connection, emptyConnection, type PageArguments } from '../connection.ts';
import { type Fields, type NodeOf, nodeOf, pullNode, userNode } from '../nodes.ts';
import { commentFields } from './written.ts';

export const reviewFields: Fields<'PullRequestReview', SchemaReview> = {
  ...commentFields<NodeOf<'PullRequestReview'>>(({ repo, pull, review }) => ({
    repo,
    id: review.id,
    authorId: review.authorId,
    body: review.body,
    createdAt: review.submittedAt ?? review.updatedAt,
    updatedAt: review.updatedAt,
    reactions: [],
    path: `/pull/${pull.number}#pullrequestreview-${review.id}`,
  })),
  id: ({ repo, review }) => reviewNodeId(repo, review),
  fullDatabaseId: ({ review }) => String(review.id),
  state: ({ review }) => review.state,
  submittedAt: ({ review }) => review.submittedAt,
  isMinimized: () => false,
  commit: ({ repo, review }) =>
    review.commitId === null ? null : nodeOf('Commit', { repo, oid: review.commitId }),
  pullRequest: ({ repo, pull }) => pullNode(repo, pull.number),
  authorCanPushToRepository: ({ repo, review }, _, { world }) => mayWrite(world, repo, review.authorId),
  onBehalfOf: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  comments: ({ repo, pull, review }, args: PageArguments, _, info) => {
    const found = [...pull.reviewComments.values()].filter(({ reviewId }) => reviewId === review.id);
    return connection(
      info,
      found.map((comment) => nodeOf('PullRequestReviewComment', { repo, pull, comment })),
      args,
    );
  },
};

export const reviewCommentFields: Fields<'PullRequestReviewComment', SchemaComment> = {
  ...commentFields<NodeOf<'PullRequestReviewComment'>>(({ repo, pull, comment }) => ({
    repo,
    id: comment.id,
    authorId: comment.authorId,
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    reactions: comment.reactions,
    path: `/pull/${pull.number}#discussion_r${comment.id}`,
  })),
  id: ({ repo, comment }) => reviewCommentNodeId(repo, comment),
  fullDatabaseId: ({ comment }) => String(comment.id),
  isMinimized: () => false,
  path: ({ comment }) => comment.path,
  line: ({ comment }) => comment.line,
  startLine: ({ comment }) => comment.startLine,
  originalLine: ({ comment }) => comment.line,
  originalStartLine: ({ comment }) => comment.startLine,
  diffHunk: ({ comment }) => comment.diffHunk,
  draftedAt: ({ comment }) => comment.createdAt,
  outdated: ({ pull, comment }) => comment.commitId !== pull.headSha,
  subjectType: ({ comment }) => comment.subjectType.toUpperCase(),
  state: ({ pull, comment }) =>
    pull.reviews.get(comment.reviewId)?.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
  commit: ({ repo, comment }) => nodeOf('Commit', { repo, oid: comment.commitId }),
  originalCommit: ({ repo, comment }) => nodeOf('Commit', { repo, oid: comment.originalCommitId }),
  pullRequest: ({ repo, pull }) => pullNode(repo, pull.number),
  pullRequestReview: ({ repo, pull, comment }) => {
    const review = pull.reviews.get(comment.reviewId);
    return review ? nodeOf('PullRequestReview', { repo, pull, review }) : null;
  },
  replyTo: ({ repo, pull, comment: { inReplyToId } }) => {
    const comment = inReplyToId === null ? undefined : pull.reviewComments.get(inReplyToId);
    return comment ? nodeOf('PullRequestReviewComment', { repo, pull, comment }) : null;
  },
};

export const reviewThreadFields: Fields<'PullRequestReviewThread', SchemaThread> = {
  id: ({ repo, thread }) => nodeId('PRRT', repo.id, thread.id),
  path: ({ thread }) => thread.path,
  line: ({ thread }) => thread.line,
  startLine: ({ thread }) => thread.startLine,
  originalLine: ({ thread }) => thread.line,
  originalStartLine: ({ thread }) => thread.startLine,
  diffSide: ({ thread }) => thread.side,
  subjectType: ({ thread }) => thread.subjectType.toUpperCase(),
  isResolved: ({ thread }) => thread.threadResolvedById !== null,
  isCollapsed: ({ thread }) => thread.threadResolvedById !== null,
  isOutdated: ({ pull, thread }) => thread.commitId !== pull.headSha,
  resolvedBy: ({ thread }, _, { world }) =>
    thread.threadResolvedById === null ? null : userNode(world.account(thread.threadResolvedById)),
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  pullRequest: ({ repo, pull }) => pullNode(repo, pull.number),
  comments: ({ repo, pull, thread }, args: PageArguments, _, info) => {
    const found = [...pull.reviewComments.values()].filter(
      ({ id, inReplyToId }) => id === thread.id || inReplyToId === thread.id,
    );
    return connection(
      info,
      found.map((comment) => nodeOf('PullRequestReviewComment', { repo, pull, comment })),
      args,
    );
  },
  viewerCanReply: () => true,
  viewerCanResolve: ({ repo, thread }, _, context) =>
    thread.threadResolvedById === null && context.viewerReaches(repo, 'write'),
  viewerCanUnresolve: ({ repo, thread }, _, context) =>
    thread.threadResolvedById !== null && context.viewerReaches(repo, 'write'),
};

export const reviewRequestFields: Fields<'ReviewRequest', SchemaRequest> = {
  id: ({ repo, pull, reviewer }) =>
    nodeId('RR', repo.id, pull.id, 'user' in reviewer ? reviewer.user.id : reviewer.team.id),
  asCodeOwner: () => false,
  pullRequest: ({ repo, pull }) => pullNode(repo, pull.number),
  requestedReviewer: ({ repo, reviewer }, _, { world }) => {
    if ('user' in reviewer) return userNode(reviewer.user);
    const organization = world.organizationOf(repo);
    return organization && nodeOf('Team', { organization, team: reviewer.team });
  },
};
