/** Comments on code: on a commit, and on the lines of a pull request. */
import type { JsonObject } from '../json.ts';
import { commitCommentNodeId, reviewCommentNodeId } from '../node-ids.ts';
import type { CommitComment, PullRequest, ReviewComment } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';
import { authorAssociation } from './association.ts';
import { issuePage } from './issue.ts';
import { pullUrl } from './pull.ts';
import { serializeReactions } from './reaction.ts';

export function serializeCommitComment(world: World, repo: Repository, comment: CommitComment): JsonObject {
  const name = world.fullName(repo);
  const url = `${world.urls.api}/repos/${name}/comments/${comment.id}`;
  return {
    url,
    html_url: `${world.urls.html}/${name}/commit/${comment.commitId}#commitcomment-${comment.id}`,
    id: comment.id,
    node_id: commitCommentNodeId(repo, comment),
    user: serializeAccount(world, world.account(comment.authorId)),
    position: comment.position,
    line: comment.line,
    path: comment.path,
    commit_id: comment.commitId,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: authorAssociation(world, repo, comment.authorId),
    body: comment.body,
    reactions: serializeReactions(comment.reactions, url),
  };
}

export function serializeReviewComment(
  world: World,
  repo: Repository,
  pull: PullRequest,
  comment: ReviewComment,
): JsonObject {
  const url = `${world.urls.api}/repos/${world.fullName(repo)}/pulls/comments/${comment.id}`;
  const page = `${issuePage(world, repo, pull.number)}#discussion_r${comment.id}`;
  const parent = pullUrl(world, repo, pull.number);
  // Comments on lines that later commits moved away from are outdated: they keep only where they were.
  const current = comment.commitId === pull.headSha || comment.subjectType === 'file';
  return {
    url,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: reviewCommentNodeId(repo, comment),
    diff_hunk: comment.diffHunk,
    path: comment.path,
    position: current ? (comment.line ?? 1) : null,
    original_position: comment.line ?? 1,
    commit_id: comment.commitId,
    original_commit_id: comment.originalCommitId,
    ...(comment.inReplyToId === null ? {} : { in_reply_to_id: comment.inReplyToId }),
    user: serializeAccount(world, world.account(comment.authorId)),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: page,
    pull_request_url: parent,
    author_association: authorAssociation(world, repo, comment.authorId),
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: parent } },
    start_line: comment.startLine,
    original_start_line: comment.startLine,
    start_side: comment.startLine === null ? null : comment.side,
    line: current ? comment.line : null,
    original_line: comment.line,
    side: comment.side,
    subject_type: comment.subjectType,
    reactions: serializeReactions(comment.reactions, url),
  };
}
