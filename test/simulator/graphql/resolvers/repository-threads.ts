/** A repository's issues, pull requests, labels, milestones, releases and deployments. */
import type { Release as SchemaRelease, Repository as SchemaRepository } from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import type { Release, Repository } from '../../state/repository.ts';
import { connection, emptyConnection, type PageArguments } from '../connection.ts';
import { type Fields, issueNode, nodeOf, pullNode, threadNode, userNode } from '../nodes.ts';
import { notResolved } from '../words.ts';
import { type DeploymentArguments, deploymentPage } from './deployment.ts';
import { type ThreadArguments, wantedThreads } from './thread-filters.ts';
import { reactionGroups, renderHtml } from './written.ts';

function wantedLabels(
  repo: Repository,
  args: { query?: string | null; orderBy?: { field: string; direction: string } | null },
) {
  const { query, orderBy } = args;
  const found = repo.labels.filter(
    ({ name, description }) =>
      !query || `${name} ${description ?? ''}`.toLowerCase().includes(query.toLowerCase()),
  );
  if (orderBy?.field === 'NAME') found.sort((a, b) => a.name.localeCompare(b.name));
  if (orderBy?.direction === 'DESC') found.reverse();
  return found.map((label) => nodeOf('Label', { repo, label }));
}

/** Newest first; drafts only for those who may push. */
function releases(repo: Repository, seesDrafts: boolean): Release[] {
  return [...repo.releases.values()].filter(({ draft }) => seesDrafts || !draft).reverse();
}

const latest = (repo: Repository) => releases(repo, false).find(({ prerelease }) => !prerelease) ?? null;

const releaseNode = (repo: Repository, release: Release | null | undefined) =>
  release ? nodeOf('Release', { repo, release }) : null;

export const repositoryThreadFields: Fields<'Repository', SchemaRepository> = {
  deployments: ({ repo }, args: DeploymentArguments, context, info) =>
    deploymentPage(context, repo, null, args, info),
  pullRequest: ({ repo }, { number }: { number: number }, context) => {
    context.mayRead(repo, { pull_requests: 'read' });
    const pull = pullNode(repo, number);
    if (!pull) throw notResolved('PullRequest', `the number of ${number}`);
    return pull;
  },
  pullRequests: ({ repo }, args: ThreadArguments, context, info) => {
    context.mayRead(repo, { pull_requests: 'read' });
    const found = wantedThreads(context, repo, 'pulls', args);
    return connection(
      info,
      found.flatMap(({ number }) => pullNode(repo, number) ?? []),
      args,
    );
  },
  issue: ({ repo }, { number }: { number: number }, context) => {
    context.mayRead(repo, { issues: 'read' });
    const issue = issueNode(repo, number);
    if (!issue) throw notResolved('Issue', `the number of ${number}`);
    return issue;
  },
  issues: ({ repo }, args: ThreadArguments, context, info) => {
    context.mayRead(repo, { issues: 'read' });
    const found = wantedThreads(context, repo, 'issues', args);
    return connection(
      info,
      found.flatMap(({ number }) => issueNode(repo, number) ?? []),
      args,
    );
  },
  issueOrPullRequest: ({ repo }, { number }: { number: number }, context) => {
    context.mayRead(repo, repo.pulls.has(number) ? { pull_requests: 'read' } : { issues: 'read' });
    const thread = threadNode(repo, number);
    if (!thread) throw notResolved('issue or pull request', `the number of ${number}`);
    return thread;
  },
  label: ({ repo }, { name }: { name: string }) => {
    const label = repo.labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
    return label ? nodeOf('Label', { repo, label }) : null;
  },
  labels: ({ repo }, args: PageArguments & Parameters<typeof wantedLabels>[1], _, info) =>
    connection(info, wantedLabels(repo, args), args),
  milestone: ({ repo }, { number }: { number: number }) => {
    const milestone = repo.milestones.find((one) => one.number === number);
    return milestone ? nodeOf('Milestone', { repo, milestone }) : null;
  },
  milestones: (
    { repo },
    args: PageArguments & { states?: readonly string[] | null; query?: string | null },
    _,
    info,
  ) => {
    const found = repo.milestones.filter(
      ({ state, title }) =>
        (!args.states || args.states.includes(state.toUpperCase())) &&
        (!args.query || title.toLowerCase().includes(args.query.toLowerCase())),
    );
    return connection(
      info,
      found.map((milestone) => nodeOf('Milestone', { repo, milestone })),
      args,
    );
  },
  pinnedIssues: ({ repo }, args: PageArguments, _, info) => {
    const found = [...repo.issues.values()].filter(({ pinned }) => pinned);
    return connection(
      info,
      found.map(({ number }) => ({
        issue: issueNode(repo, number),
        repository: nodeOf('Repository', { repo }),
      })),
      args,
    );
  },
  commitComments: ({ repo }, args: PageArguments, _, info) =>
    connection(
      info,
      [...repo.commitComments.values()].map((comment) => nodeOf('CommitComment', { repo, comment })),
      args,
    ),
  latestRelease: ({ repo }) => releaseNode(repo, latest(repo)),
  release: ({ repo }, { tagName }: { tagName: string }) =>
    releaseNode(
      repo,
      [...repo.releases.values()].find((one) => one.tagName === tagName),
    ),
  releases: ({ repo }, args: PageArguments, context, info) =>
    connection(
      info,
      releases(repo, context.viewerReaches(repo, 'write')).map((one) => releaseNode(repo, one)),
      args,
    ),
};

export const releaseFields: Fields<'Release', SchemaRelease> = {
  id: ({ repo, release }) => nodeId('RE', repo.id, release.id),
  databaseId: ({ release }) => release.id,
  name: ({ release }) => release.name,
  tagName: ({ release }) => release.tagName,
  description: ({ release }) => release.body,
  descriptionHTML: ({ release }) => renderHtml(release.body ?? ''),
  isDraft: ({ release }) => release.draft,
  isPrerelease: ({ release }) => release.prerelease,
  isLatest: ({ repo, release }) => latest(repo) === release,
  author: ({ release }, _, { world }) => userNode(world.account(release.authorId)),
  createdAt: ({ release }) => release.createdAt,
  publishedAt: ({ release }) => release.publishedAt,
  updatedAt: ({ release }) => release.publishedAt ?? release.createdAt,
  repository: ({ repo }) => nodeOf('Repository', { repo }),
  resourcePath: ({ repo, release }, _, { world }) =>
    `/${world.fullName(repo)}/releases/tag/${release.tagName}`,
  url: ({ repo, release }, _, { world }) =>
    `${world.urls.html}/${world.fullName(repo)}/releases/tag/${release.tagName}`,
  tag: async ({ repo, release }, _, context) => {
    const name = `refs/tags/${release.tagName}`;
    const oid = await context.git(repo).resolve(name);
    return oid === null ? null : nodeOf('Ref', { repo, name, oid });
  },
  tagCommit: async ({ repo, release }, _, context) => {
    const oid = await context.git(repo).resolveCommit(`refs/tags/${release.tagName}`);
    return oid === null ? null : nodeOf('Commit', { repo, oid });
  },
  releaseAssets: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  reactions: (_, args: PageArguments, __, info) => ({
    ...emptyConnection(info, args),
    viewerHasReacted: false,
  }),
  reactionGroups: (_, __, context) => reactionGroups([], context),
  viewerCanReact: () => true,
};
