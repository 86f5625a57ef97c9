/** Pull requests: their branches, how they can be merged, their commits and files. */
import type {
  PullRequest as SchemaPullRequest,
  PullRequestCommit as SchemaPullRequestCommit,
} from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { pullNodeId } from '../../node-ids.ts';
import { closingReferences } from '../../operations/closing-keywords.ts';
import { shownMergeability } from '../../operations/mergeability.ts';
import { pullCommits, pullFiles, pullStatistics } from '../../operations/pull-range.ts';
import type { PullRequest } from '../../state/issues.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArguments } from '../connection.ts';
import { actorNode, type Fields, issueNode, nodeOf } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { pullReviewFields } from './pull-reviews.ts';
import { rollupNode } from './status-rollup.ts';
import { threadFields, threadPath, threadUrl } from './thread.ts';
import { threadState } from './thread-filters.ts';

function headRepository({ world }: QueryContext, pull: PullRequest): Repository | null {
  return pull.headRepositoryId === null
    ? null
    : (world.state.repositories.get(pull.headRepositoryId) ?? null);
}

async function branchNode({ world }: QueryContext, repo: Repository, branch: string) {
  const oid = await world.git(repo).branch(branch);
  return oid === null ? null : nodeOf('Ref', { repo, name: `refs/heads/${branch}`, oid });
}

/** GraphQL knows the change of a file's mode under no name of its own. */
const CHANGE_TYPES = {
  added: 'ADDED',
  removed: 'DELETED',
  modified: 'MODIFIED',
  renamed: 'RENAMED',
  copied: 'COPIED',
  changed: 'CHANGED',
} as const;

const merging = ({ repo, pull }: { repo: Repository; pull: PullRequest }, context: QueryContext) =>
  shownMergeability(context.world, repo, pull, context);

export const pullRequestFields: Fields<'PullRequest', SchemaPullRequest> = {
  ...threadFields,
  ...pullReviewFields,
  id: ({ repo, pull }) => pullNodeId(repo, pull),
  databaseId: ({ pull }) => pull.id,
  fullDatabaseId: ({ pull }) => String(pull.id),
  state: ({ repo, issue }) => threadState(repo, issue),
  closed: ({ issue }) => issue.state === 'closed',
  isDraft: ({ pull }) => pull.draft,
  isInMergeQueue: () => false,
  isMergeQueueEnabled: () => false,
  merged: ({ pull }) => pull.mergedAt !== null,
  mergedAt: ({ pull }) => pull.mergedAt,
  mergedBy: ({ pull }, _, { world }) =>
    pull.mergedById === null ? null : actorNode(world.account(pull.mergedById)),
  mergeCommit: ({ repo, pull }) =>
    pull.mergeCommitSha === null ? null : nodeOf('Commit', { repo, oid: pull.mergeCommitSha }),
  potentialMergeCommit: ({ repo, pull }) => {
    const oid = pull.mergedAt === null ? (pull.mergeability?.testMergeSha ?? null) : null;
    return oid === null ? null : nodeOf('Commit', { repo, oid });
  },
  mergeable: async (source, _, context) => {
    const { mergeable } = await merging(source, context);
    if (mergeable === null) return 'UNKNOWN';
    return mergeable ? 'MERGEABLE' : 'CONFLICTING';
  },
  canBeRebased: async (source, _, context) => (await merging(source, context)).rebaseable ?? false,
  mergeStateStatus: async (source, _, context) => (await merging(source, context)).state.toUpperCase(),
  autoMergeRequest: ({ repo, issue, pull }, _, { world }) =>
    pull.autoMerge && {
      enabledAt: issue.updatedAt,
      enabledBy: actorNode(world.account(pull.autoMerge.enabledById)),
      mergeMethod: pull.autoMerge.method.toUpperCase(),
      commitHeadline: pull.autoMerge.commitTitle,
      commitBody: pull.autoMerge.commitMessage,
      pullRequest: nodeOf('PullRequest', { repo, issue, pull }),
    },
  mergeQueueEntry: ({ repo, issue, pull }, _, context) => {
    context.mayRead(repo, { merge_queues: 'read' });
    const entry = pull.queueEntry;
    return (
      entry && {
        id: `MQE_${pull.id}`,
        position: 1,
        state: 'AWAITING_CHECKS',
        jump: false,
        solo: false,
        enqueuedAt: entry.enqueuedAt,
        enqueuer: actorNode(context.world.account(entry.enqueuedById)),
        headCommit: nodeOf('Commit', { repo, oid: entry.headSha }),
        baseCommit: nodeOf('Commit', { repo, oid: entry.baseSha }),
        pullRequest: nodeOf('PullRequest', { repo, issue, pull }),
      }
    );
  },
  baseRefName: ({ pull }) => pull.baseRef,
  baseRefOid: ({ pull }) => pull.baseSha,
  baseRepository: ({ repo }) => nodeOf('Repository', { repo }),
  baseRef: ({ repo, pull }, _, context) => branchNode(context, repo, pull.baseRef),
  headRefName: ({ pull }) => pull.headRef,
  headRefOid: ({ pull }) => pull.headSha,
  headRef: ({ pull }, _, context) => {
    const repo = headRepository(context, pull);
    return repo && branchNode(context, repo, pull.headRef);
  },
  headRepository: ({ pull }, _, context) => {
    const repo = headRepository(context, pull);
    return repo && context.sees(repo) ? nodeOf('Repository', { repo }) : null;
  },
  headRepositoryOwner: ({ pull }, _, { world }) => actorNode(world.account(pull.headOwnerId)),
  isCrossRepository: ({ repo, pull }) => pull.headRepositoryId !== repo.id,
  maintainerCanModify: ({ pull }) => pull.maintainerCanModify,
  permalink: (source, _, context) => threadUrl(context, source),
  checksResourcePath: (source, _, { world }) => `/${world.fullName(source.repo)}${threadPath(source)}/checks`,
  checksUrl: (source, _, context) => `${threadUrl(context, source)}/checks`,
  revertResourcePath: (source, _, { world }) => `/${world.fullName(source.repo)}${threadPath(source)}/revert`,
  revertUrl: (source, _, context) => `${threadUrl(context, source)}/revert`,
  additions: async ({ repo, pull }, _, { world }) => (await pullStatistics(world, repo, pull)).additions,
  deletions: async ({ repo, pull }, _, { world }) => (await pullStatistics(world, repo, pull)).deletions,
  changedFiles: async ({ repo, pull }, _, { world }) =>
    (await pullStatistics(world, repo, pull)).changed_files,
  files: async ({ repo, pull }, args: PageArguments, context, info) => {
    context.mayRead(repo, { contents: 'read' }, { pull_requests: 'read' });
    const files = await pullFiles(context.world, repo, pull);
    return connection(
      info,
      files.map(({ path, additions, deletions, status }) => ({
        path,
        additions,
        deletions,
        changeType: CHANGE_TYPES[status],
        viewerViewedState: 'UNVIEWED',
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
  statusCheckRollup: ({ repo, pull }, _, context) => {
    context.mayRead(repo, { checks: 'read' }, { statuses: 'read' });
    return rollupNode(repo, pull.headSha);
  },
  closingIssuesReferences: ({ repo, issue }, args: PageArguments, context, info) => {
    const found = context.canRead(repo, { issues: 'read' }) ? closingReferences(repo, issue.body ?? '') : [];
    return connection(
      info,
      found.flatMap(({ number }) => issueNode(repo, number) ?? []),
      args,
    );
  },
  totalCommentsCount: ({ repo, issue, pull }) =>
    [...repo.comments.values()].filter((comment) => comment.issueNumber === issue.number).length +
    pull.reviewComments.size,
  viewerCanApplySuggestion: () => false,
  viewerCanDeleteHeadRef: ({ repo, pull }, _, context) => {
    const head = headRepository(context, pull);
    return repo.issues.get(pull.number)?.state === 'closed' && head !== null
      ? context.viewerReaches(head, 'write')
      : false;
  },
  viewerCanEditFiles: ({ repo }, _, context) => context.viewerReaches(repo, 'write'),
  viewerCanEnableAutoMerge: ({ repo }, _, context) =>
    repo.settings.allowAutoMerge && context.viewerReaches(repo, 'write'),
  viewerCanDisableAutoMerge: ({ repo, pull }, _, context) =>
    pull.autoMerge !== null && context.viewerReaches(repo, 'write'),
  viewerCanMergeAsAdmin: ({ repo }, _, context) => context.viewerReaches(repo, 'admin'),
  viewerCanUpdateBranch: ({ repo }, _, context) => context.viewerReaches(repo, 'write'),
  viewerMergeHeadlineText: ({ issue, pull }, { mergeType }: { mergeType?: string | null }, { world }) =>
    mergeType === 'SQUASH'
      ? `${issue.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${world.account(pull.headOwnerId).login}/${pull.headRef}`,
  viewerMergeBodyText: ({ issue }, { mergeType }: { mergeType?: string | null }) =>
    mergeType === 'SQUASH' ? '' : issue.title,
};

export const pullRequestCommitFields: Fields<'PullRequestCommit', SchemaPullRequestCommit> = {
  id: ({ repo, pull, oid }) => nodeId('PURC', repo.id, pull.id, oid),
  commit: ({ repo, oid }) => nodeOf('Commit', { repo, oid }),
  pullRequest: ({ repo, issue, pull }) => nodeOf('PullRequest', { repo, issue, pull }),
  resourcePath: (source, _, { world }) =>
    `/${world.fullName(source.repo)}${threadPath(source)}/commits/${source.oid}`,
  url: (source, _, context) => `${threadUrl(context, source)}/commits/${source.oid}`,
};
