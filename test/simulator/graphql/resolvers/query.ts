/** Where a query starts. */
import type { Query as SchemaQuery } from '@octokit/graphql-schema';
import { nodeOf, type RootFields } from '../nodes.ts';
import { notResolved } from '../words.ts';

/** Nothing is metered here; the numbers are those of an installation that has used none of its hour. */
const RATE_LIMIT = { cost: 1, limit: 5_000, remaining: 4_999, used: 1, nodeCount: 1 };

export const queryFields: RootFields<SchemaQuery> = {
  viewer: (_, __, context) => {
    const account = context.viewer;
    return nodeOf('User', { account });
  },
  rateLimit: (_, __, { world }) => ({ ...RATE_LIMIT, resetAt: world.now() }),
  repository: (_, { owner, name }: { owner: string; name: string }, context) => {
    const repo = context.world.findRepository(`${owner}/${name}`);
    if (!repo || !context.sees(repo)) throw notResolved('Repository', `the name '${owner}/${name}'`);
    return nodeOf('Repository', { repo });
  },
};
