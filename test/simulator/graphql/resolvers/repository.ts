/** Repositories: names, settings, what the viewer may do. */
import type { Repository as SchemaRepository } from '@octokit/graphql-schema';
import { signatureOf } from '../../create/repository.ts';
import { repositoryNodeId } from '../../serialize/repository.ts';
import type { Role } from '../../state/accounts.ts';
import type { Repository } from '../../state/repository.ts';
import { connection, emptyConnection, type PageArguments } from '../connection.ts';
import { actorNode, type Fields, nodeOf, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { type RepositoryListArguments, wantedRepositories } from './repository-list.ts';
import { renderHtml } from './written.ts';

const path = (repo: Repository, { world }: QueryContext) => `/${world.fullName(repo)}`;
const page = (repo: Repository, context: QueryContext) => `${context.world.urls.html}${path(repo, context)}`;

/** An App has no role; its permissions say what it could be. */
function viewerPermission(repo: Repository, context: QueryContext): string | null {
  if (context.call.actor.kind === 'user')
    return context.world.roleOf(context.viewer, repo)?.toUpperCase() ?? null;
  const roles: readonly Role[] = ['admin', 'write', 'triage', 'read'];
  return roles.find((role) => context.viewerReaches(repo, role))?.toUpperCase() ?? null;
}

/** Everybody with a role of their own, strongest source first. */
function collaborators(repo: Repository, { world }: QueryContext) {
  const owner = world.account(repo.ownerId);
  const members = owner.type === 'Organization' ? [...owner.members.keys()] : [owner.id];
  return [...new Set([...members, ...repo.collaborators.keys()])].flatMap((id) => {
    const account = world.account(id);
    const role = world.roleOf(account, repo);
    const node = userNode(account);
    return role !== null && node ? [{ node, role }] : [];
  });
}

function forks(repo: Repository, { world }: QueryContext): Repository[] {
  return [...world.state.repositories.values()].filter(({ parentId }) => parentId === repo.id);
}

const related = (id: number | null, { world }: QueryContext) => {
  const repo = id === null ? undefined : world.state.repositories.get(id);
  return repo ? nodeOf('Repository', { repo }) : null;
};

const settingFields: Fields<'Repository', SchemaRepository> = {
  description: ({ repo }) => repo.settings.description,
  descriptionHTML: ({ repo }) => `<div>${renderHtml(repo.settings.description ?? '')}</div>`,
  shortDescriptionHTML: ({ repo }) => renderHtml(repo.settings.description ?? ''),
  homepageUrl: ({ repo }) => repo.settings.homepage,
  isPrivate: ({ repo }) => repo.settings.private,
  isArchived: ({ repo }) => repo.settings.archived,
  isTemplate: ({ repo }) => repo.settings.isTemplate,
  visibility: ({ repo }) => (repo.settings.private ? 'PRIVATE' : 'PUBLIC'),
  hasIssuesEnabled: ({ repo }) => repo.settings.hasIssues,
  hasWikiEnabled: ({ repo }) => repo.settings.hasWiki,
  hasProjectsEnabled: ({ repo }) => repo.settings.hasProjects,
  hasDiscussionsEnabled: ({ repo }) => repo.settings.hasDiscussions,
  hasSponsorshipsEnabled: () => false,
  hasVulnerabilityAlertsEnabled: () => false,
  squashMergeAllowed: ({ repo }) => repo.settings.allowSquashMerge,
  mergeCommitAllowed: ({ repo }) => repo.settings.allowMergeCommit,
  rebaseMergeAllowed: ({ repo }) => repo.settings.allowRebaseMerge,
  autoMergeAllowed: ({ repo }) => repo.settings.allowAutoMerge,
  allowUpdateBranch: ({ repo }) => repo.settings.allowUpdateBranch,
  forkingAllowed: ({ repo }) => repo.settings.allowForking,
  deleteBranchOnMerge: ({ repo }) => repo.settings.deleteBranchOnMerge,
  webCommitSignoffRequired: ({ repo }) => repo.settings.webCommitSignoffRequired,
  squashMergeCommitTitle: ({ repo }) => repo.settings.squashMergeCommitTitle,
  squashMergeCommitMessage: ({ repo }) => repo.settings.squashMergeCommitMessage,
  squashPrTitleUsedAsDefault: ({ repo }) => repo.settings.squashMergeCommitTitle === 'PR_TITLE',
  mergeCommitTitle: ({ repo }) => repo.settings.mergeCommitTitle,
  mergeCommitMessage: ({ repo }) => repo.settings.mergeCommitMessage,
};

const viewerFields: Fields<'Repository', SchemaRepository> = {
  viewerPermission: ({ repo }, _, context) => viewerPermission(repo, context),
  viewerCanAdminister: ({ repo }, _, context) => context.viewerReaches(repo, 'admin'),
  viewerCanCreateProjects: ({ repo }, _, context) => context.viewerReaches(repo, 'write'),
  viewerCanUpdateTopics: ({ repo }, _, context) => context.viewerReaches(repo, 'maintain'),
  viewerCanSubscribe: () => true,
  viewerHasStarred: () => false,
  viewerSubscription: () => 'UNSUBSCRIBED',
  viewerDefaultMergeMethod: ({ repo }) => {
    if (repo.settings.allowMergeCommit) return 'MERGE';
    return repo.settings.allowSquashMerge ? 'SQUASH' : 'REBASE';
  },
  viewerDefaultCommitEmail: (_, __, { world, viewer }) => signatureOf(world, viewer).email,
  viewerPossibleCommitEmails: (_, __, { world, viewer }) => [signatureOf(world, viewer).email],
};

export const repositoryFields: Fields<'Repository', SchemaRepository> = {
  ...settingFields,
  ...viewerFields,
  id: ({ repo }) => repositoryNodeId(repo),
  databaseId: ({ repo }) => repo.id,
  name: ({ repo }) => repo.name,
  nameWithOwner: ({ repo }, _, { world }) => world.fullName(repo),
  owner: ({ repo }, _, { world }) => actorNode(world.account(repo.ownerId)),
  resourcePath: ({ repo }, _, context) => path(repo, context),
  url: ({ repo }, _, context) => page(repo, context),
  projectsResourcePath: ({ repo }, _, context) => `${path(repo, context)}/projects`,
  projectsUrl: ({ repo }, _, context) => `${page(repo, context)}/projects`,
  openGraphImageUrl: ({ repo }, _, context) => `${page(repo, context)}/opengraph.png`,
  usesCustomOpenGraphImage: () => false,
  sshUrl: ({ repo }, _, { world }) => `git@${new URL(world.urls.html).hostname}:${world.fullName(repo)}.git`,
  isFork: ({ repo }) => repo.parentId !== null,
  isDisabled: () => false,
  isLocked: () => false,
  isMirror: () => false,
  isBlankIssuesEnabled: () => true,
  isSecurityPolicyEnabled: () => false,
  isUserConfigurationRepository: ({ repo }, _, { world }) => world.account(repo.ownerId).login === repo.name,
  isInOrganization: ({ repo }, _, { world }) => world.organizationOf(repo) !== null,
  isEmpty: async ({ repo }, _, context) => (await context.git(repo).refs('refs/heads/')).length === 0,
  parent: ({ repo }, _, context) => related(repo.parentId, context),
  createdAt: ({ repo }) => repo.createdAt,
  updatedAt: ({ repo }) => repo.updatedAt,
  pushedAt: ({ repo }) => repo.pushedAt,
  diskUsage: () => 0,
  stargazerCount: () => 0,
  fundingLinks: () => [],
  contactLinks: () => [],
  issueTemplates: () => [],
  forkCount: ({ repo }, _, context) => forks(repo, context).length,
  forks: ({ repo }, args: RepositoryListArguments, context, info) => {
    const found = wantedRepositories(context, forks(repo, context), args);
    return { ...connection(info, found, args), totalDiskUsage: 0 };
  },
  repositoryTopics: ({ repo }, args: PageArguments, context, info) =>
    connection(
      info,
      repo.topics.map((name) => ({
        id: `${repositoryNodeId(repo)}${name}`,
        resourcePath: `/topics/${name}`,
        url: `${context.world.urls.html}/topics/${name}`,
        topic: { id: name, name, stargazerCount: 0, viewerHasStarred: false },
      })),
      args,
    ),
  assignableUsers: ({ repo }, args: PageArguments & { query?: string | null }, context, info) =>
    connection(
      info,
      collaborators(repo, context)
        .filter(({ node }) => !args.query || node.account.login.includes(args.query))
        .map(({ node }) => node),
      args,
    ),
  mentionableUsers: ({ repo }, args: PageArguments, context, info) =>
    connection(
      info,
      collaborators(repo, context).map(({ node }) => node),
      args,
    ),
  // Only those who may push see who else may.
  collaborators: ({ repo }, args: PageArguments, context, info) => {
    if (!context.viewerReaches(repo, 'write')) return null;
    const found = collaborators(repo, context);
    const people = connection(
      info,
      found.map(({ node }) => node),
      args,
    );
    const edges = people.edges.map((edge) => ({
      ...edge,
      permission: found.find(({ node }) => node === edge.node)?.role.toUpperCase() ?? 'READ',
    }));
    return { ...people, edges };
  },
  stargazers: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  watchers: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  projects: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  projectsV2: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  recentProjects: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  packages: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  submodules: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  languages: (_, args: PageArguments, __, info) => ({ ...emptyConnection(info, args), totalSize: 0 }),
  discussions: (_, args: PageArguments, __, info) => emptyConnection(info, args),
  discussionCategories: (_, args: PageArguments, __, info) => emptyConnection(info, args),
};
