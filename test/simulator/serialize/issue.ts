/** Issues, also as the issue side of a pull request, and the events of their timeline. */
import type { Json, JsonObject } from '../json.ts';
import { issueEventNodeId, issueNodeId } from '../node-ids.ts';
import type { Issue, IssueEvent } from '../state/issues.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { serializeAccount } from './account.ts';
import { serializeApp } from './app.ts';
import { authorAssociation } from './association.ts';
import { serializeLabels, serializeMilestone } from './label.ts';
import { serializeReactions } from './reaction.ts';

/** URL of an issue on the API (`html: false`) or on the site, where a pull request has a page of its own kind. */
export function issueUrl(world: World, repo: Repository, number: number): string {
  return `${world.urls.api}/repos/${world.fullName(repo)}/issues/${number}`;
}

export function issuePage(world: World, repo: Repository, number: number): string {
  const kind = repo.pulls.has(number) ? 'pull' : 'issues';
  return `${world.urls.html}/${world.fullName(repo)}/${kind}/${number}`;
}

/** The App through which something was written; null when a person wrote it. */
export function serializeViaApp(world: World, appId: number | null): Json {
  const app = appId === null ? null : world.state.apps.get(appId);
  return app ? serializeApp(world, app) : null;
}

/** What issues and pull requests share, in the spelling of both. */
export function serializeIssueCore(world: World, repo: Repository, issue: Issue): JsonObject {
  const assignees = issue.assigneeIds.map((id) => serializeAccount(world, world.account(id)));
  const milestone = repo.milestones.find((one) => one.number === issue.milestoneNumber);
  return {
    number: issue.number,
    title: issue.title,
    user: serializeAccount(world, world.account(issue.authorId)),
    labels: serializeLabels(world, repo, issue.labelIds),
    state: issue.state,
    locked: issue.locked,
    active_lock_reason: issue.activeLockReason,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: milestone ? serializeMilestone(world, repo, milestone) : null,
    author_association: authorAssociation(world, repo, issue.authorId),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    body: issue.body,
  };
}

export function countComments(repo: Repository, number: number): number {
  return [...repo.comments.values()].filter((one) => one.issueNumber === number).length;
}

/** `issue`. */
export function serializeIssue(world: World, repo: Repository, issue: Issue): JsonObject {
  const url = issueUrl(world, repo, issue.number);
  const subIssues = [...repo.issues.values()].filter((one) => one.parentIssueId === issue.id);
  const done = subIssues.filter((one) => one.state === 'closed').length;
  return {
    url,
    repository_url: `${world.urls.api}/repos/${world.fullName(repo)}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(world, repo, issue.number),
    id: issue.id,
    node_id: issueNodeId(repo, issue),
    ...serializeIssueCore(world, repo, issue),
    comments: countComments(repo, issue.number),
    ...pullLinks(world, repo, issue),
    closed_by: issue.closedById === null ? null : serializeAccount(world, world.account(issue.closedById)),
    reactions: serializeReactions(issue.reactions, url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: serializeViaApp(world, issue.appId),
    state_reason: issue.stateReason,
    ...(repo.pulls.has(issue.number) ? {} : { type: null }),
    sub_issues_summary: {
      total: subIssues.length,
      completed: done,
      percent_completed: subIssues.length === 0 ? 0 : Math.floor((done * 100) / subIssues.length),
    },
    issue_dependencies_summary: { blocked_by: 0, total_blocked_by: 0, blocking: 0, total_blocking: 0 },
  };
}

function pullLinks(world: World, repo: Repository, issue: Issue): JsonObject {
  const pull = repo.pulls.get(issue.number);
  if (!pull) return {};
  const page = issuePage(world, repo, issue.number);
  return {
    draft: pull.draft,
    pull_request: {
      url: `${world.urls.api}/repos/${world.fullName(repo)}/pulls/${issue.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.mergedAt,
    },
  };
}

/** One event of `/issues/{n}/events`; `/timeline` shows the same. */
export function serializeIssueEvent(
  world: World,
  repo: Repository,
  event: IssueEvent,
  issue: Issue | null,
): JsonObject {
  const name = world.fullName(repo);
  return {
    id: event.id,
    node_id: issueEventNodeId(repo, event),
    url: `${world.urls.api}/repos/${name}/issues/events/${event.id}`,
    actor: serializeAccount(world, world.account(event.actorId)),
    event: event.event,
    commit_id: event.commitId,
    commit_url: event.commitId === null ? null : `${world.urls.api}/repos/${name}/commits/${event.commitId}`,
    created_at: event.createdAt,
    ...eventDetails(world, event),
    performed_via_github_app: null,
    ...(issue ? { issue: serializeIssue(world, repo, issue) } : {}),
  };
}

function eventDetails(world: World, { event, actorId, data }: IssueEvent): JsonObject {
  const account = (key: string): Json => {
    const id = data[key];
    return typeof id === 'number' ? serializeAccount(world, world.account(id)) : null;
  };
  switch (event) {
    case 'labeled':
    case 'unlabeled':
      return { label: { name: data['name'] ?? '', color: data['color'] ?? 'ededed' } };
    case 'assigned':
    case 'unassigned':
      return { assignee: account('assigneeId'), assigner: serializeAccount(world, world.account(actorId)) };
    case 'milestoned':
    case 'demilestoned':
      return { milestone: { title: data['title'] ?? '' } };
    case 'renamed':
      return { rename: { from: data['from'] ?? '', to: data['to'] ?? '' } };
    case 'locked':
      return { lock_reason: data['reason'] ?? null };
    case 'closed':
      return { state_reason: data['reason'] ?? null };
    case 'review_requested':
    case 'review_request_removed':
      return {
        review_requester: serializeAccount(world, world.account(actorId)),
        ...(data['reviewerId'] === undefined ? {} : { requested_reviewer: account('reviewerId') }),
      };
  }
  return {};
}
