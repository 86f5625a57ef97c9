/** Runs one GraphQL request from its body to the answer's JSON. */
import { type DocumentNode, execute, GraphQLError, Kind } from 'graphql';
import { z } from 'zod';
import type { Call } from '../http/call.ts';
import { GitHubError } from '../http/errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { describeInvalid } from './invalid-query.ts';
import { parseQuery } from './parsed-queries.ts';
import { QueryContext } from './query-context.ts';
import { formatError } from './query-error.ts';
import { resolveField, resolveType } from './resolve-field.ts';
import { githubSchema } from './schema.ts';

const requestBody = z.object({
  query: z.string().min(1),
  variables: z.union([z.record(z.string(), z.unknown()), z.string()]).nullish(),
  operationName: z.string().nullish(),
});

/** Everything but a missing `query` and a missing login is answered with status 200. */
export async function runQuery(call: Call): Promise<JsonObject> {
  requireLogin(call);
  const body = requestBody.safeParse(call.json());
  if (!body.success) throw new GitHubError(400, 'A query attribute must be specified and must be a string.');
  const parsed = parseQuery(body.data.query);
  if (!parsed.valid) return { errors: parsed.errors.map(describeInvalid) };
  const result = await execute({
    schema: githubSchema(),
    document: parsed.document,
    rootValue: null,
    contextValue: new QueryContext(call, writes(parsed.document) ? call.world : call.world.lag.reader()),
    variableValues: readVariables(body.data.variables),
    ...(body.data.operationName ? { operationName: body.data.operationName } : {}),
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  // No data at all means that it never ran: variables that do not fit, no such operation.
  if (!('data' in result)) return { errors: (result.errors ?? []).map(describeInvalid) };
  const data = toJson(result.data);
  return result.errors ? { data, errors: result.errors.map(formatError) } : { data };
}

function requireLogin({ actor }: Call): void {
  switch (actor.kind) {
    case 'anonymous':
      throw new GitHubError(401, 'This endpoint requires you to be authenticated.');
    case 'app':
      throw new GitHubError(401, 'A JSON web token could not be decoded');
    case 'user':
    case 'installation':
      return;
  }
}

/** A mutation acts on what is, and shows what it made; only queries can be behind. */
function writes({ definitions }: DocumentNode): boolean {
  return definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === 'mutation');
}

/** Some clients send the variables as a JSON text. */
function readVariables(given: Record<string, unknown> | string | null | undefined): Record<string, unknown> {
  if (typeof given !== 'string') return given ?? {};
  try {
    const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(given));
    return parsed.success ? parsed.data : {};
  } catch {
    throw new GraphQLError('Variables are invalid JSON');
  }
}

/** graphql-js answers with objects without prototype; their values are JSON already. */
function toJson(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(toJson);
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toJson(one)]));
    default:
      return null;
  }
}
