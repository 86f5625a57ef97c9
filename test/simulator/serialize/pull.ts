/** Pull requests: as lists show them, in full, and as webhooks carry them. */
import type { Json, JsonObject } from '../json.ts';
import { pullNodeId } from '../node-ids.ts';
import { pullStatistics } from '../operations/pull-range.ts';
import type { PullRequest } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';
import { countComments, issuePage, issueUrl, serializeIssueCore } from './issue.ts';
import { serializeMergeSettings, serializeRepository } from './repository.ts';
import { serializeTeamsById } from './team-reference.ts';

/** The issue side of a pull request, which always exists. */
export function issueOf(repo: Repository, pull: PullRequest) {
  const issue = repo.issues.get(pull.number);
  if (!issue) throw new Error(`pull request ${pull.number} has no issue`);
  return issue;
}

export function pullUrl(world: World, repo: Repository, number: number): string {
  return `${world.urls.api}/repos/${world.fullName(repo)}/pulls/${number}`;
}

function serializeSide(
  world: World,
  repo: Repository | null,
  ownerId: number,
  ref: string,
  sha: string,
): JsonObject {
  const owner = world.account(ownerId);
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: serializeAccount(world, owner),
    repo: repo ? { ...serializeRepository(world, repo), ...serializeMergeSettings(repo) } : null,
  };
}

/** `pull-request-simple`. */
export function serializePull(world: World, repo: Repository, pull: PullRequest): JsonObject {
  const issue = issueOf(repo, pull);
  const url = pullUrl(world, repo, pull.number);
  const page = issuePage(world, repo, pull.number);
  const issueLink = issueUrl(world, repo, pull.number);
  const statuses = `${world.urls.api}/repos/${world.fullName(repo)}/statuses/${pull.headSha}`;
  const headRepo =
    pull.headRepositoryId === null ? null : (world.state.repositories.get(pull.headRepositoryId) ?? null);
  return {
    url,
    id: pull.id,
    node_id: pullNodeId(repo, pull),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueLink,
    ...serializeIssueCore(world, repo, issue),
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha ?? pull.mergeability?.testMergeSha ?? null,
    requested_reviewers: pull.requestedReviewerIds.map((id) => serializeAccount(world, world.account(id))),
    requested_teams: serializeTeamsById(world, repo, pull.requestedTeamIds),
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${world.urls.api}/repos/${world.fullName(repo)}/pulls/comments{/number}`,
    comments_url: `${issueLink}/comments`,
    statuses_url: statuses,
    head: serializeSide(world, headRepo, pull.headOwnerId, pull.headRef, pull.headSha),
    base: serializeSide(world, repo, repo.ownerId, pull.baseRef, pull.baseSha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issueLink },
      comments: { href: `${issueLink}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${world.urls.api}/repos/${world.fullName(repo)}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    auto_merge: serializeAutoMerge(world, pull),
  };
}

function serializeAutoMerge(world: World, pull: PullRequest): Json {
  if (!pull.autoMerge) return null;
  return {
    enabled_by: serializeAccount(world, world.account(pull.autoMerge.enabledById)),
    merge_method: pull.autoMerge.method,
    commit_title: pull.autoMerge.commitTitle ?? '',
    commit_message: pull.autoMerge.commitMessage ?? '',
  };
}

/** What GET adds once it has computed how the pull request can be merged; before that GitHub shows null and `unknown`. */
export interface ShownMergeability {
  mergeable: boolean | null;
  rebaseable: boolean | null;
  state: string;
}

export const UNKNOWN_MERGEABILITY: ShownMergeability = {
  mergeable: null,
  rebaseable: null,
  state: 'unknown',
};

/** `pull-request`: of GET, and of `pull_request` payloads. */
export async function serializeFullPull(
  world: World,
  repo: Repository,
  pull: PullRequest,
  shown: ShownMergeability = UNKNOWN_MERGEABILITY,
): Promise<JsonObject> {
  const statistics = await pullStatistics(world, repo, pull);
  return {
    ...serializePull(world, repo, pull),
    merged: pull.mergedAt !== null,
    mergeable: shown.mergeable,
    rebaseable: shown.rebaseable,
    mergeable_state: shown.state,
    merged_by: pull.mergedById === null ? null : serializeAccount(world, world.account(pull.mergedById)),
    comments: countComments(repo, pull.number),
    review_comments: pull.reviewComments.size,
    maintainer_can_modify: pull.maintainerCanModify,
    ...statistics,
  };
}

/** `pull-request-minimal` of check runs and suites: open pull requests of the same repository with this head. */
export function serializePullReferences(world: World, repo: Repository, headSha: string): JsonObject[] {
  const side = (ref: string, sha: string, of: Repository) => ({
    ref,
    sha,
    repo: { id: of.id, url: `${world.urls.api}/repos/${world.fullName(of)}`, name: of.name },
  });
  return [...repo.pulls.values()]
    .filter((pull) => pull.headSha === headSha && pull.headRepositoryId === repo.id)
    .filter((pull) => issueOf(repo, pull).state === 'open')
    .map((pull) => ({
      url: pullUrl(world, repo, pull.number),
      id: pull.id,
      number: pull.number,
      head: side(pull.headRef, pull.headSha, repo),
      base: side(pull.baseRef, pull.baseSha, repo),
    }));
}
