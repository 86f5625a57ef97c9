/** The GraphQL endpoint, at `/graphql` and (by the server's prefix rule) `/api/graphql`. */
import { ok } from '../http/answer.ts';
import type { Routes } from '../http/routes.ts';
import { runQuery } from './run-query.ts';

const DOCS = '/graphql/guides/forming-calls-with-graphql#authentication';

export function registerGraphql(routes: Routes): void {
  routes.on('POST', '/graphql', { docs: DOCS }, async (call) => ok(await runQuery(call)));
}
