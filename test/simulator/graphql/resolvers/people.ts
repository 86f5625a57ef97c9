/** Users, bots, organisations, teams and Apps. */
import type {
  App as SchemaApp,
  Bot as SchemaBot,
  Organization as SchemaOrganization,
  Team as SchemaTeam,
  User as SchemaUser,
} from '@octokit/graphql-schema';
import { nodeId } from '../../ids.ts';
import { permits } from '../../permissions.ts';
import { accountNodeId } from '../../serialize/account.ts';
import type { Account, Organization, Team } from '../../state/accounts.ts';
import { type ConnectionInfo, connection, emptyConnection, type PageArguments } from '../connection.ts';
import { type Fields, nodeOf, threadNode, userNode } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { QueryError } from '../query-error.ts';
import { notResolved } from '../words.ts';
import { ownedRepositories, type RepositoryListArguments } from './repository-list.ts';
import { type ThreadArguments, wantedThreads } from './thread-filters.ts';

/** GraphQL leaves out the `[bot]` that REST writes, except where it shows a bot as a User. */
const withoutBot = (login: string) => login.replace(/\[bot\]$/, '');

const pathOf = (account: Account) =>
  account.type === 'Bot' ? `/apps/${withoutBot(account.login)}` : `/${account.login}`;

/** What every account answers. */
const accountFields = {
  id: ({ account }: { account: Account }) => accountNodeId(account),
  databaseId: ({ account }: { account: Account }) => account.id,
  createdAt: ({ account }: { account: Account }) => account.createdAt,
  updatedAt: ({ account }: { account: Account }) => account.createdAt,
  resourcePath: ({ account }: { account: Account }) => pathOf(account),
  url: ({ account }: { account: Account }, _: never, { world }: QueryContext) =>
    `${world.urls.html}${pathOf(account)}`,
  avatarUrl: (
    { account }: { account: Account },
    { size }: { size?: number | null },
    { world }: QueryContext,
  ) => `${world.urls.html}/avatars/u/${account.id}?${size ? `s=${size}&` : ''}v=4`,
};

/** Teams and their members are the organisation's business: an installation needs its permission for them. */
function requireMembers({ call }: QueryContext): void {
  const { actor } = call;
  if (actor.kind === 'installation' && !permits(actor.token.permissions, 'members', 'read'))
    throw new QueryError('FORBIDDEN', 'Resource not accessible by integration');
}

const nothing = (_: object, args: PageArguments, __: QueryContext, info: ConnectionInfo) =>
  emptyConnection(info, args);

/** A person's issues or pull requests in every repository that the viewer sees. */
function threadsOf(context: QueryContext, author: Account, kind: 'issues' | 'pulls', args: ThreadArguments) {
  return [...context.world.state.repositories.values()].flatMap((repo) =>
    context.sees(repo)
      ? wantedThreads(context, repo, kind, args)
          .filter(({ authorId }) => authorId === author.id)
          .flatMap(({ number }) => threadNode(repo, number) ?? [])
      : [],
  );
}

/** What the owners of repositories answer. */
const ownerFields = {
  projects: nothing,
  projectsV2: nothing,
  recentProjects: nothing,
  packages: nothing,
  repositories: (
    { account }: { account: Account },
    args: RepositoryListArguments,
    context: QueryContext,
    info: ConnectionInfo,
  ) => connection(info, ownedRepositories(context, account, args), args),
  repository: ({ account }: { account: Account }, { name }: { name: string }, context: QueryContext) => {
    const repo = context.world.findRepository(`${account.login}/${name}`);
    if (!repo || !context.sees(repo)) throw notResolved('Repository', `the name '${account.login}/${name}'`);
    return nodeOf('Repository', { repo });
  },
};

function organizationsOf({ world }: QueryContext, account: Account): Organization[] {
  return [...world.state.accounts.values()].filter(
    (one): one is Organization => one.type === 'Organization' && one.members.has(account.id),
  );
}

export const userFields: Fields<'User', SchemaUser> = {
  ...accountFields,
  ...ownerFields,
  login: ({ account }) => account.login,
  name: ({ account }) => (account.type === 'User' ? account.name : null),
  email: ({ account }) => (account.type === 'User' ? (account.email ?? '') : ''),
  isViewer: ({ account }, _, context) => account.id === context.viewer.id,
  isSiteAdmin: ({ account }) => account.type === 'User' && account.siteAdmin,
  isBountyHunter: () => false,
  isCampusExpert: () => false,
  isDeveloperProgramMember: () => false,
  isEmployee: () => false,
  isGitHubStar: () => false,
  isHireable: () => false,
  gists: nothing,
  pullRequests: ({ account }, args: ThreadArguments, context, info) =>
    connection(info, threadsOf(context, account, 'pulls', args), args),
  issues: ({ account }, args: ThreadArguments, context, info) =>
    connection(info, threadsOf(context, account, 'issues', args), args),
  organizations: ({ account }, args: PageArguments, context, info) =>
    connection(
      info,
      organizationsOf(context, account).map((one) => nodeOf('Organization', { account: one })),
      args,
    ),
  organization: ({ account }, { login }: { login: string }, context) => {
    const found = organizationsOf(context, account).find((one) => one.login === login);
    return found ? nodeOf('Organization', { account: found }) : null;
  },
};

export const botFields: Fields<'Bot', SchemaBot> = {
  ...accountFields,
  login: ({ account }) => withoutBot(account.login),
};

/** Teams are for members only. */
function insideTeams({ account }: { account: Organization }, { call }: QueryContext): Team[] {
  const { actor } = call;
  const isInside =
    actor.kind === 'installation'
      ? actor.installation.accountId === account.id && actor.token.permissions['members'] !== undefined
      : actor.kind === 'user' && account.members.has(actor.user.id);
  return isInside ? [...account.teams.values()] : [];
}

export const organizationFields: Fields<'Organization', SchemaOrganization> = {
  ...accountFields,
  ...ownerFields,
  login: ({ account }) => account.login,
  name: ({ account }) => account.name,
  description: ({ account }) => account.description,
  isVerified: () => false,
  viewerIsAMember: ({ account }, _, { viewer }) => account.members.has(viewer.id),
  viewerCanAdminister: ({ account }, _, { viewer }) => account.members.get(viewer.id) === 'admin',
  viewerCanCreateRepositories: ({ account }, _, { viewer }) => account.members.has(viewer.id),
  viewerCanCreateTeams: ({ account }, _, { viewer }) => account.members.has(viewer.id),
  membersWithRole: ({ account }, args: PageArguments, { world }, info) => {
    const page = connection(
      info,
      [...account.members.keys()].flatMap((id) => userNode(world.account(id)) ?? []),
      args,
    );
    const edges = page.edges.map((edge) => ({
      ...edge,
      role: account.members.get(edge.node.account.id)?.toUpperCase() ?? null,
    }));
    return { ...page, edges };
  },
  team: (source, { slug }: { slug: string }, context) => {
    requireMembers(context);
    const team = insideTeams(source, context).find((one) => one.slug === slug);
    return team ? nodeOf('Team', { organization: source.account, team }) : null;
  },
  teams: (source, args: PageArguments & { query?: string | null }, context, info) => {
    const found = insideTeams(source, context).filter(({ name }) => !args.query || name.includes(args.query));
    return connection(
      info,
      found.map((team) => nodeOf('Team', { organization: source.account, team })),
      args,
    );
  },
};

const teamPath = (organization: Organization, team: Team) => `/orgs/${organization.login}/teams/${team.slug}`;

export const teamFields: Fields<'Team', SchemaTeam> = {
  id: ({ team }) => nodeId('T', team.id),
  databaseId: ({ team }) => team.id,
  name: ({ team }) => team.name,
  slug: ({ team }) => team.slug,
  combinedSlug: ({ organization, team }) => `${organization.login}/${team.slug}`,
  description: ({ team }) => team.description,
  privacy: ({ team }) => (team.privacy === 'secret' ? 'SECRET' : 'VISIBLE'),
  createdAt: ({ team }) => team.createdAt,
  updatedAt: ({ team }) => team.createdAt,
  organization: ({ organization }) => nodeOf('Organization', { account: organization }),
  resourcePath: ({ organization, team }) => teamPath(organization, team),
  url: ({ organization, team }, _, { world }) => `${world.urls.html}${teamPath(organization, team)}`,
  parentTeam: ({ organization, team: { parentId } }) => {
    const team = parentId === null ? undefined : organization.teams.get(parentId);
    return team ? nodeOf('Team', { organization, team }) : null;
  },
  childTeams: ({ organization, team: { id } }, args: PageArguments, _, info) => {
    const children = [...organization.teams.values()].filter(({ parentId }) => parentId === id);
    return connection(
      info,
      children.map((team) => nodeOf('Team', { organization, team })),
      args,
    );
  },
  members: ({ organization, team }, args: PageArguments, { world }, info) => {
    const ids = [...organization.members.keys()].filter((id) => world.inTeam(organization, team, id));
    const page = connection(
      info,
      ids.flatMap((id) => userNode(world.account(id)) ?? []),
      args,
    );
    const edges = page.edges.map((edge) => ({
      ...edge,
      role: team.members.get(edge.node.account.id)?.toUpperCase() ?? 'MEMBER',
    }));
    return { ...page, edges };
  },
};

export const appFields: Fields<'App', SchemaApp, 'clientId'> = {
  id: ({ app }) => nodeId('A', app.id),
  databaseId: ({ app }) => app.id,
  clientId: ({ app }) => app.clientId,
  name: ({ app }) => app.name,
  slug: ({ app }) => app.slug,
  description: ({ app }) => app.description,
  createdAt: ({ app }) => app.createdAt,
  updatedAt: ({ app }) => app.createdAt,
  url: ({ app }, _, { world }) => `${world.urls.html}/apps/${app.slug}`,
  logoUrl: ({ app }, _, { world }) => `${world.urls.html}/avatars/in/${app.id}?v=4`,
  logoBackgroundColor: () => 'ffffff',
};
