/** Where a query starts. */
import type { Query as SchemaQuery } from '@octokit/graphql-schema';
import { emptyConnection, type PageArguments } from '../connection.ts';
import { findNode } from '../node-lookup.ts';
import { actorNode, nodeOf, type RootFields } from '../nodes.ts';
import type { QueryContext } from '../query-context.ts';
import { notResolved } from '../words.ts';
import { search } from './search.ts';

/** Nothing is metered here; the numbers are those of someone who has used one point of the hour. */
function rateLimit(_: null, { dryRun }: { dryRun?: boolean | null }, { world }: QueryContext) {
  const resetAt = new Date(world.clock.now().getTime() + 60 * 60 * 1000).toISOString();
  return {
    limit: 5_000,
    cost: 1,
    remaining: dryRun ? 5_000 : 4_999,
    used: dryRun ? 0 : 1,
    nodeCount: 1,
    resetAt: `${resetAt.slice(0, 19)}Z`,
  };
}

function findRepository(context: QueryContext, owner: string, name: string) {
  const repo = context.world.findRepository(`${owner}/${name}`);
  if (!repo || !context.sees(repo)) throw notResolved('Repository', `the name '${owner}/${name}'`);
  return nodeOf('Repository', { repo });
}

/** The path of a page on this site. */
function findByUrl(context: QueryContext, url: string) {
  const parts = URL.canParse(url) ? new URL(url).pathname.split('/').filter(Boolean) : [];
  const [owner = '', name, kind, number] = parts;
  const { repo } =
    name === undefined ? { repo: null } : { repo: context.world.findRepository(`${owner}/${name}`) };
  if (name === undefined) {
    const account = context.world.findAccount(owner);
    return account && actorNode(account);
  }
  if (!repo || !context.sees(repo)) return null;
  if (kind === undefined) return nodeOf('Repository', { repo });
  const issue = repo.issues.get(Number(number));
  if (!issue || (kind !== 'pull' && kind !== 'issues')) return null;
  const pull = repo.pulls.get(issue.number);
  return pull ? nodeOf('PullRequest', { repo, issue, pull }) : nodeOf('Issue', { repo, issue });
}

export const queryFields: RootFields<SchemaQuery> = {
  // A bot is shown as a user here, under its full login.
  viewer: (_, __, { viewer }) => nodeOf('User', { account: viewer }),
  rateLimit,
  relay: () => ({ __typename: 'Query' }),
  repository: (_, { owner, name }: { owner: string; name: string }, context) =>
    findRepository(context, owner, name),
  repositoryOwner: (_, { login }: { login: string }, { world }) => {
    const account = world.findAccount(login);
    return account && account.type !== 'Bot' ? actorNode(account) : null;
  },
  user: (_, { login }: { login: string }, { world }) => {
    const account = world.findUser(login);
    if (!account) throw notResolved('User', `the login of '${login}'`);
    return nodeOf('User', { account });
  },
  organization: (_, { login }: { login: string }, { world }) => {
    const account = world.findOrganization(login);
    if (!account) throw notResolved('Organization', `the login of '${login}'`);
    return nodeOf('Organization', { account });
  },
  resource: (_, { url }: { url: string }, context) => findByUrl(context, url),
  node: (_, { id }: { id: string }, context) => findNode(context, id),
  // Each id fails by itself: the list has a null in its place and an error that names it.
  nodes: (_, { ids }: { ids: readonly string[] }, context) => ids.map((id) => findNode(context, id)),
  search,
  licenses: () => [],
  codesOfConduct: () => [],
  marketplaceCategories: () => [],
  sponsorables: (_, args: PageArguments, __, info) => emptyConnection(info, args),
};
