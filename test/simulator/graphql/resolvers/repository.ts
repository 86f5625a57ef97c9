/** Repositories, their refs and comparisons. */
import type { Repository as SchemaRepository } from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { issueOf } from '../../serialize/pull.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, type PageArguments } from '../connection.ts';
import { actorNode, type Fields, issueNode, nodeOf, pullNode, threadNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { notResolved } from '../words.ts';

async function refNode(context: QueryContext, repo: Repository, name: string) {
  const oid = await context.git(repo).resolve(name);
  return oid === null ? null : nodeOf('Ref', { repo, name, oid });
}

interface RefArguments extends PageArguments {
  refPrefix: string;
  query?: string | null;
  orderBy?: { field: 'TAG_COMMIT_DATE' | 'ALPHABETICAL'; direction: 'ASC' | 'DESC' } | null;
}

/** Refs by name, or by the date of the commit that a tag stands on. */
async function refsOf(context: QueryContext, repo: Repository, { refPrefix, query, orderBy }: RefArguments) {
  const git = context.git(repo);
  const all = (await git.refs(refPrefix)).filter(
    ({ ref }) => !query || ref.slice(refPrefix.length).includes(query),
  );
  if (orderBy?.field === 'TAG_COMMIT_DATE') {
    const dated = await Promise.all(
      all.map(async (one) => ({ one, date: (await git.readCommit(one.oid)).committer.date })),
    );
    dated.sort(
      (a, b) => a.date.localeCompare(b.date) || a.one.ref.localeCompare(b.one.ref, 'en', { numeric: true }),
    );
    all.splice(0, all.length, ...dated.map(({ one }) => one));
  }
  if (orderBy?.direction === 'DESC') all.reverse();
  return all.map(({ ref, oid }) => nodeOf('Ref', { repo, name: ref, oid }));
}

/** `branch:path`, a branch, a sha, `HEAD`. */
async function objectNode(context: QueryContext, repo: Repository, expression: string) {
  const git = context.git(repo);
  const oid = (await git.resolve(expression)) ?? (await git.resolve(`refs/heads/${expression}`));
  const object = oid === null ? null : await git.readObject(oid);
  if (oid === null || object === null) return null;
  switch (object.type) {
    case 'commit':
      return nodeOf('Commit', { repo, oid });
    case 'tree':
      return nodeOf('Tree', { repo, oid });
    case 'blob':
      return nodeOf('Blob', { repo, oid });
    case 'tag':
      return nodeOf('Tag', { repo, oid });
  }
}

export const repositoryFields: Fields<'Repository', SchemaRepository> = {
  id: ({ repo }) => nodeId('R', repo.id),
  databaseId: ({ repo }) => repo.id,
  name: ({ repo }) => repo.name,
  nameWithOwner: ({ repo }, _, { world }) => world.fullName(repo),
  owner: ({ repo }, _, { world }) => actorNode(world.account(repo.ownerId)),
  url: ({ repo }, _, { world }) => `${world.urls.html}/${world.fullName(repo)}`,
  sshUrl: ({ repo }, _, { world }) => `git@${new URL(world.urls.html).hostname}:${world.fullName(repo)}.git`,
  description: ({ repo }) => repo.settings.description,
  isPrivate: ({ repo }) => repo.settings.private,
  isArchived: ({ repo }) => repo.settings.archived,
  isFork: ({ repo }) => repo.parentId !== null,
  isInOrganization: ({ repo }, _, { world }) => world.organizationOf(repo) !== null,
  isEmpty: async ({ repo }, _, context) => (await context.git(repo).branch(repo.defaultBranch)) === null,
  visibility: ({ repo }) => (repo.settings.private ? 'PRIVATE' : 'PUBLIC'),
  parent: ({ repo }, _, { world }) => {
    const parent = repo.parentId === null ? undefined : world.state.repositories.get(repo.parentId);
    return parent ? nodeOf('Repository', { repo: parent }) : null;
  },
  createdAt: ({ repo }) => repo.createdAt,
  updatedAt: ({ repo }) => repo.updatedAt,
  pushedAt: ({ repo }) => repo.pushedAt,
  hasIssuesEnabled: ({ repo }) => repo.settings.hasIssues,
  hasWikiEnabled: ({ repo }) => repo.settings.hasWiki,
  hasProjectsEnabled: ({ repo }) => repo.settings.hasProjects,
  squashMergeAllowed: ({ repo }) => repo.settings.allowSquashMerge,
  mergeCommitAllowed: ({ repo }) => repo.settings.allowMergeCommit,
  rebaseMergeAllowed: ({ repo }) => repo.settings.allowRebaseMerge,
  autoMergeAllowed: ({ repo }) => repo.settings.allowAutoMerge,
  deleteBranchOnMerge: ({ repo }) => repo.settings.deleteBranchOnMerge,
  viewerDefaultMergeMethod: () => 'MERGE',
  viewerPermission: ({ repo }, _, context) =>
    context.world.roleOf(context.viewer, repo)?.toUpperCase() ?? null,
  viewerCanAdminister: ({ repo }, _, context) => context.viewerReaches(repo, 'admin'),
  defaultBranchRef: ({ repo }, _, context) => refNode(context, repo, `refs/heads/${repo.defaultBranch}`),
  ref: ({ repo }, { qualifiedName }: { qualifiedName: string }, context) => {
    context.mayRead(repo, { contents: 'read' });
    return refNode(
      context,
      repo,
      qualifiedName.startsWith('refs/') ? qualifiedName : `refs/heads/${qualifiedName}`,
    );
  },
  refs: async ({ repo }, args: RefArguments, context, info) => {
    context.mayRead(repo, { contents: 'read' });
    return connection(info, await refsOf(context, repo, args), args);
  },
  object: ({ repo }, { expression, oid }: { expression?: string | null; oid?: string | null }, context) => {
    context.mayRead(repo, { contents: 'read' });
    return objectNode(context, repo, oid ?? expression ?? 'HEAD');
  },
  pullRequest: ({ repo }, { number }: { number: number }, context) => {
    context.mayRead(repo, { pull_requests: 'read' });
    const pull = pullNode(repo, number);
    if (!pull) throw notResolved('PullRequest', `the number of ${number}`);
    return pull;
  },
  issue: ({ repo }, { number }: { number: number }, context) => {
    context.mayRead(repo, { issues: 'read' });
    const issue = issueNode(repo, number);
    if (!issue) throw notResolved('Issue', `the number of ${number}`);
    return issue;
  },
  issueOrPullRequest: ({ repo }, { number }: { number: number }) => {
    const thread = threadNode(repo, number);
    if (!thread) throw notResolved('issue or pull request', `the number of ${number}`);
    return thread;
  },
  pullRequests: (
    { repo },
    args: PageArguments & {
      states?: string[] | null;
      headRefName?: string | null;
      baseRefName?: string | null;
    },
    context,
    info,
  ) => {
    context.mayRead(repo, { pull_requests: 'read' });
    const found = [...repo.pulls.values()].filter((pull) => {
      const state = pull.mergedAt !== null ? 'MERGED' : issueOf(repo, pull).state.toUpperCase();
      return (
        (!args.states || args.states.includes(state)) &&
        (!args.headRefName || pull.headRef === args.headRefName) &&
        (!args.baseRefName || pull.baseRef === args.baseRefName)
      );
    });
    return connection(
      info,
      found.reverse().flatMap(({ number }) => pullNode(repo, number) ?? []),
      args,
    );
  },
  issues: ({ repo }, args: PageArguments & { states?: string[] | null }, context, info) => {
    context.mayRead(repo, { issues: 'read' });
    const found = [...repo.issues.values()].filter(
      (issue) => !args.states || args.states.includes(issue.state.toUpperCase()),
    );
    return connection(
      info,
      found.reverse().flatMap(({ number }) => issueNode(repo, number) ?? []),
      args,
    );
  },
  labels: ({ repo }, args: PageArguments, _, info) =>
    connection(
      info,
      repo.labels.map((label) => nodeOf('Label', { repo, label })),
      args,
    ),
};
