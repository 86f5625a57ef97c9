/** Issues. */
import type { Issue as SchemaIssue } from '@octokit/graphql-schema';
import { issueNodeId } from '../../node-ids.ts';
import { closingReferences } from '../../operations/closing-keywords.ts';
import { connection, emptyConnection, type PageArguments } from '../connection.ts';
import { type Fields, issueNode, nodeOf, pullNode } from '../nodes.ts';
import { threadFields } from './thread.ts';

export const issueFields: Fields<
  'Issue',
  SchemaIssue,
  'parent' | 'subIssues' | 'subIssuesSummary' | 'closedByPullRequestsReferences'
> = {
  ...threadFields,
  id: ({ repo, issue }) => issueNodeId(repo, issue),
  fullDatabaseId: ({ issue }) => String(issue.id),
  viewerCanDelete: ({ repo }, _, context) => context.viewerReaches(repo, 'admin'),
  state: ({ issue }) => issue.state.toUpperCase(),
  // A duplicate is shown as "not planned" to clients that do not ask for it by `enableDuplicate`.
  stateReason: ({ issue }, { enableDuplicate }: { enableDuplicate?: boolean | null }) => {
    if (issue.stateReason === 'duplicate' && !enableDuplicate) return 'NOT_PLANNED';
    return issue.stateReason?.toUpperCase() ?? null;
  },
  isPinned: ({ issue }) => issue.pinned,
  bodyResourcePath: ({ repo, issue }, _, { world }) => `/${world.fullName(repo)}/issues/${issue.number}`,
  bodyUrl: ({ repo, issue }, _, { world }) =>
    `${world.urls.html}/${world.fullName(repo)}/issues/${issue.number}#issue-${issue.id}`,
  parent: ({ repo, issue }) => {
    const parent = [...repo.issues.values()].find(({ id }) => id === issue.parentIssueId);
    return parent ? nodeOf('Issue', { repo, issue: parent }) : null;
  },
  subIssues: ({ repo, issue }, args: PageArguments, _, info) => {
    const byId = new Map([...repo.issues.values()].map((one) => [one.id, one]));
    const found = issue.subIssueIds.flatMap((id) => byId.get(id) ?? []);
    return connection(
      info,
      found.flatMap(({ number }) => issueNode(repo, number) ?? []),
      args,
    );
  },
  subIssuesSummary: ({ repo, issue }) => {
    const subIssues = [...repo.issues.values()].filter((one) => issue.subIssueIds.includes(one.id));
    const completed = subIssues.filter(({ state }) => state === 'closed').length;
    const total = subIssues.length;
    return { total, completed, percentCompleted: total === 0 ? 0 : Math.floor((completed * 100) / total) };
  },
  closedByPullRequestsReferences: (
    { repo, issue },
    args: PageArguments & { includeClosedPrs?: boolean | null },
    _,
    info,
  ) => {
    const found = [...repo.pulls.values()].filter(({ number }) => {
      const of = repo.issues.get(number);
      return (
        of !== undefined &&
        (args.includeClosedPrs === true || of.state === 'open') &&
        closingReferences(repo, of.body ?? '').includes(issue)
      );
    });
    return connection(
      info,
      found.flatMap(({ number }) => pullNode(repo, number) ?? []),
      args,
    );
  },
  linkedBranches: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  trackedInIssues: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  trackedIssues: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  trackedIssuesCount: () => 0,
};
