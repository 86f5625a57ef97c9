/** Comments on issues and pull requests, and reviews. */
import type { JsonObject } from '../json.ts';
import { issueCommentNodeId, reviewNodeId } from '../node-ids.ts';
import type { IssueComment, PullRequest, Review } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';
import { authorAssociation } from './association.ts';
import { issuePage, issueUrl, serializeViaApp } from './issue.ts';
import { pullUrl } from './pull.ts';
import { serializeReactions } from './reaction.ts';

export function serializeIssueComment(world: World, repo: Repository, comment: IssueComment): JsonObject {
  const url = `${world.urls.api}/repos/${world.fullName(repo)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${issuePage(world, repo, comment.issueNumber)}#issuecomment-${comment.id}`,
    issue_url: issueUrl(world, repo, comment.issueNumber),
    id: comment.id,
    node_id: issueCommentNodeId(repo, comment),
    user: serializeAccount(world, world.account(comment.authorId)),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: authorAssociation(world, repo, comment.authorId),
    reactions: serializeReactions(comment.reactions, url),
    performed_via_github_app: serializeViaApp(world, comment.appId),
  };
}

/** @param lowerCase webhooks write the state in lower case, REST in upper case */
export function serializeReview(
  world: World,
  repo: Repository,
  pull: PullRequest,
  review: Review,
  lowerCase = false,
): JsonObject {
  const page = `${issuePage(world, repo, pull.number)}#pullrequestreview-${review.id}`;
  const url = pullUrl(world, repo, pull.number);
  return {
    id: review.id,
    node_id: reviewNodeId(repo, review),
    user: serializeAccount(world, world.account(review.authorId)),
    body: review.body,
    state: lowerCase ? review.state.toLowerCase() : review.state,
    html_url: page,
    pull_request_url: url,
    author_association: authorAssociation(world, repo, review.authorId),
    _links: { html: { href: page }, pull_request: { href: url } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    ...(lowerCase ? { updated_at: review.updatedAt } : {}),
    commit_id: review.commitId,
  };
}
