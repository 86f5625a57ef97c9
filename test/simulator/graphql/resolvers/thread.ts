/** What issues and pull requests answer alike. */
import { issuePage } from '../../serialize/issue.ts';
import type { Issue } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { type ConnectionInfo, connection, type PageArguments } from '../connection.ts';
import { actorNode, nodeOf, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { timelineItems } from './timeline.ts';
import { renderHtml, writtenFields } from './written.ts';

interface Thread {
  repo: Repository;
  issue: Issue;
}

/** Everybody who wrote under it, the author first. */
function participants({ repo, issue }: Thread): number[] {
  const writers = [...repo.comments.values()].filter((comment) => comment.issueNumber === issue.number);
  const reviewers = [...(repo.pulls.get(issue.number)?.reviews.values() ?? [])];
  return [...new Set([issue.authorId, ...[...writers, ...reviewers].map(({ authorId }) => authorId)])];
}

export function threadPath({ repo, issue }: Thread): string {
  return `/${repo.pulls.has(issue.number) ? 'pull' : 'issues'}/${issue.number}`;
}

const maySort = (source: Thread, _: never, context: QueryContext) =>
  source.issue.authorId === context.viewer.id || context.viewerReaches(source.repo, 'triage');

export const threadFields = {
  ...writtenFields<Thread>((source) => ({
    repo: source.repo,
    id: source.issue.id,
    authorId: source.issue.authorId,
    body: source.issue.body ?? '',
    createdAt: source.issue.createdAt,
    updatedAt: source.issue.updatedAt,
    reactions: source.issue.reactions,
    path: threadPath(source),
  })),
  lastEditedAt: ({ issue }: Thread) => issue.bodyEdit?.at ?? null,
  editor: ({ issue }: Thread, _: never, { world }: QueryContext) =>
    issue.bodyEdit === null ? null : actorNode(world.account(issue.bodyEdit.byId)),
  number: ({ issue }: Thread) => issue.number,
  title: ({ issue }: Thread) => issue.title,
  titleHTML: ({ issue }: Thread) => renderHtml(issue.title).replace(/^<p>|<\/p>$/g, ''),
  closedAt: ({ issue }: Thread) => issue.closedAt,
  closed: ({ issue }: Thread) => issue.state === 'closed',
  locked: ({ issue }: Thread) => issue.locked,
  activeLockReason: ({ issue }: Thread) =>
    issue.activeLockReason?.toUpperCase().replace(/[- ]/g, '_') ?? null,
  milestone: ({ repo, issue }: Thread) => {
    const milestone = repo.milestones.find((one) => one.number === issue.milestoneNumber);
    return milestone ? nodeOf('Milestone', { repo, milestone }) : null;
  },
  assignees: ({ issue }: Thread, args: PageArguments, { world }: QueryContext, info: ConnectionInfo) =>
    connection(
      info,
      issue.assigneeIds.flatMap((id) => userNode(world.account(id)) ?? []),
      args,
    ),
  participants: (source: Thread, args: PageArguments, { world }: QueryContext, info: ConnectionInfo) =>
    connection(
      info,
      participants(source).flatMap((id) => userNode(world.account(id)) ?? []),
      args,
    ),
  labels: ({ repo, issue }: Thread, args: PageArguments, _: QueryContext, info: ConnectionInfo) => {
    const found = issue.labelIds.flatMap((id) => repo.labels.find((label) => label.id === id) ?? []);
    return connection(
      info,
      found.map((label) => nodeOf('Label', { repo, label })),
      args,
    );
  },
  comments: ({ repo, issue }: Thread, args: PageArguments, _: QueryContext, info: ConnectionInfo) => {
    const found = [...repo.comments.values()].filter((comment) => comment.issueNumber === issue.number);
    return connection(
      info,
      found.map((comment) => nodeOf('IssueComment', { repo, comment })),
      args,
    );
  },
  timelineItems: (
    source: Thread,
    args: PageArguments & { itemTypes?: readonly string[] | null },
    context: QueryContext,
    info: ConnectionInfo,
  ) => timelineItems(source, args, context, info),
  projectCards: (_: Thread, args: PageArguments, __: QueryContext, info: ConnectionInfo) =>
    connection(info, [], args),
  projectItems: (_: Thread, args: PageArguments, __: QueryContext, info: ConnectionInfo) =>
    connection(info, [], args),
  projectsV2: (_: Thread, args: PageArguments, __: QueryContext, info: ConnectionInfo) =>
    connection(info, [], args),
  isReadByViewer: () => true,
  viewerCanClose: maySort,
  viewerCanReopen: maySort,
  viewerCanLabel: ({ repo }: Thread, _: never, context: QueryContext) =>
    context.viewerReaches(repo, 'triage'),
  viewerCanSubscribe: () => true,
  viewerSubscription: () => 'UNSUBSCRIBED',
};

/** The page of the thread, as the texts of other objects link to it. */
export function threadUrl({ world }: QueryContext, { repo, issue }: Thread): string {
  return issuePage(world, repo, issue.number);
}
