/** Pull requests, issues, their comments and labels. */
import type {
  Issue as SchemaIssue,
  IssueComment as SchemaIssueComment,
  Label as SchemaLabel,
  PullRequest as SchemaPullRequest,
  PullRequestCommit as SchemaPullRequestCommit,
} from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { issueCommentNodeId, issueNodeId, labelNodeId, pullNodeId } from '../../node-ids.ts';
import { mergeabilityOf } from '../../operations/merge.ts';
import { pullCommits, pullFiles, pullStatistics } from '../../operations/pull-range.ts';
import { issuePage } from '../../serialize/issue.ts';
import type { Issue } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArguments } from '../connection.ts';
import { actorNode, type Fields, nodeOf, threadNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';

interface Thread {
  repo: Repository;
  issue: Issue;
}

/** What issues and pull requests answer alike. */
const thread = {
  number: ({ issue }: Thread) => issue.number,
  title: ({ issue }: Thread) => issue.title,
  body: ({ issue }: Thread) => issue.body ?? '',
  url: ({ repo, issue }: Thread, _: never, { world }: QueryContext) => issuePage(world, repo, issue.number),
  author: ({ issue }: Thread, _: never, { world }: QueryContext) => actorNode(world.account(issue.authorId)),
  createdAt: ({ issue }: Thread) => issue.createdAt,
  updatedAt: ({ issue }: Thread) => issue.updatedAt,
  closedAt: ({ issue }: Thread) => issue.closedAt,
  closed: ({ issue }: Thread) => issue.state === 'closed',
  locked: ({ issue }: Thread) => issue.locked,
  repository: ({ repo }: Thread) => nodeOf('Repository', { repo }),
  assignees: ({ issue }: Thread, args: PageArguments, { world }: QueryContext, info: { fieldName: string }) =>
    connection(
      info,
      issue.assigneeIds.map((id) => actorNode(world.account(id))),
      args,
    ),
  labels: ({ repo, issue }: Thread, args: PageArguments, _: QueryContext, info: { fieldName: string }) => {
    const found = issue.labelIds.flatMap((id) => repo.labels.find((label) => label.id === id) ?? []);
    return connection(
      info,
      found.map((label) => nodeOf('Label', { repo, label })),
      args,
    );
  },
  comments: ({ repo, issue }: Thread, args: PageArguments, _: QueryContext, info: { fieldName: string }) => {
    const found = [...repo.comments.values()].filter((comment) => comment.issueNumber === issue.number);
    return connection(
      info,
      found.map((comment) => nodeOf('IssueComment', { repo, comment })),
      args,
    );
  },
};

export const issueFields: Fields<'Issue', SchemaIssue> = {
  ...thread,
  id: ({ repo, issue }) => issueNodeId(repo, issue),
  databaseId: ({ issue }) => issue.id,
  state: ({ issue }) => issue.state.toUpperCase(),
  stateReason: ({ issue }) => issue.stateReason?.toUpperCase() ?? null,
};

const MERGE_STATES: Readonly<Record<string, string>> = { unknown: 'UNKNOWN' };

async function headRef({ world }: QueryContext,
  pull: { headRepositoryId: number | null; headRef: string },
) {
  const of = pull.headRepositoryId === null ? undefined : world.state.repositories.get(pull.headRepositoryId);
  if (!of) return null;
  const oid = await world.git(of).branch(pull.headRef);
  return oid === null ? null : nodeOf('Ref', { repo: of, name: `refs/heads/${pull.headRef}`, oid });
}

export const pullRequestFields: Fields<'PullRequest', SchemaPullRequest> = {
  ...thread,
  id: ({ repo, pull }) => pullNodeId(repo, pull),
  databaseId: ({ pull }) => pull.id,
  fullDatabaseId: ({ pull }) => String(pull.id),
  state: ({ issue, pull }) => (pull.mergedAt !== null ? 'MERGED' : issue.state.toUpperCase()),
  isDraft: ({ pull }) => pull.draft,
  merged: ({ pull }) => pull.mergedAt !== null,
  mergedAt: ({ pull }) => pull.mergedAt,
  mergedBy: ({ pull }, _, { world }) =>
    pull.mergedById === null ? null : actorNode(world.account(pull.mergedById)),
  mergeCommit: ({ repo, pull }) =>
    pull.mergeCommitSha === null ? null : nodeOf('Commit', { repo, oid: pull.mergeCommitSha }),
  mergeable: async ({ repo, pull }, _, { world }) => {
    const { mergeable } = await mergeabilityOf(world, repo, pull);
    if (mergeable === null) return 'UNKNOWN';
    return mergeable ? 'MERGEABLE' : 'CONFLICTING';
  },
  mergeStateStatus: async ({ repo, pull }, _, { world }) => {
    const { state } = await mergeabilityOf(world, repo, pull);
    return MERGE_STATES[state] ?? state.toUpperCase();
  },
  baseRefName: ({ pull }) => pull.baseRef,
  baseRefOid: ({ pull }) => pull.baseSha,
  headRefName: ({ pull }) => pull.headRef,
  headRefOid: ({ pull }) => pull.headSha,
  baseRef: async ({ repo, pull }, _, context) => {
    const oid = await context.git(repo).branch(pull.baseRef);
    return oid === null ? null : nodeOf('Ref', { repo, name: `refs/heads/${pull.baseRef}`, oid });
  },
  headRef: ({ pull }, _, context) => headRef(context, pull),
  isCrossRepository: ({ repo, pull }) => pull.headRepositoryId !== repo.id,
  headRepository: ({ pull }, _, { world }) => {
    const of =
      pull.headRepositoryId === null ? undefined : world.state.repositories.get(pull.headRepositoryId);
    return of ? nodeOf('Repository', { repo: of }) : null;
  },
  headRepositoryOwner: ({ pull }, _, { world }) => actorNode(world.account(pull.headOwnerId)),
  maintainerCanModify: ({ pull }) => pull.maintainerCanModify,
  additions: async ({ repo, pull }, _, { world }) => (await pullStatistics(world, repo, pull)).additions,
  deletions: async ({ repo, pull }, _, { world }) => (await pullStatistics(world, repo, pull)).deletions,
  changedFiles: async ({ repo, pull }, _, { world }) =>
    (await pullStatistics(world, repo, pull)).changed_files,
  files: async ({ repo, pull }, args: PageArguments, { world }, info) => {
    const files = await pullFiles(world, repo, pull);
    return connection(
      info,
      files.map(({ path, additions, deletions, status }) => ({
        path,
        additions,
        deletions,
        changeType: status.toUpperCase(),
      })),
      args,
    );
  },
  commits: async ({ repo, issue, pull }, args: PageArguments, { world }, info) => {
    const oids = await pullCommits(world, repo, pull);
    return connection(
      info,
      oids.map((oid) => nodeOf('PullRequestCommit', { repo, issue, pull, oid })),
      args,
    );
  },
};

export const pullRequestCommitFields: Fields<'PullRequestCommit', SchemaPullRequestCommit> = {
  id: ({ repo, pull, oid }) => nodeId('PURC', repo.id, `${pull.id}:${oid}`),
  commit: ({ repo, oid }) => nodeOf('Commit', { repo, oid }),
  pullRequest: ({ repo, issue, pull }) => nodeOf('PullRequest', { repo, issue, pull }),
};

export const issueCommentFields: Fields<'IssueComment', SchemaIssueComment> = {
  id: ({ repo, comment }) => issueCommentNodeId(repo, comment),
  databaseId: ({ comment }) => comment.id,
  body: ({ comment }) => comment.body,
  author: ({ comment }, _, { world }) => actorNode(world.account(comment.authorId)),
  createdAt: ({ comment }) => comment.createdAt,
  updatedAt: ({ comment }) => comment.updatedAt,
  viewerDidAuthor: ({ comment }, _, context) => comment.authorId === context.viewer.id,
  url: ({ repo, comment }, _, { world }) =>
    `${issuePage(world, repo, comment.issueNumber)}#issuecomment-${comment.id}`,
  issue: ({ repo, comment }) => threadNode(repo, comment.issueNumber),
};

export const labelFields: Fields<'Label', SchemaLabel> = {
  id: ({ repo, label }) => labelNodeId(repo, label),
  name: ({ label }) => label.name,
  color: ({ label }) => label.color,
  description: ({ label }) => label.description,
  isDefault: ({ label }) => label.isDefault,
};
