/** Errors of GraphQL as GitHub writes them: with a `type`, and HTTP status 200. */
import { GraphQLError } from 'graphql';
import { GitHubError } from '../http/errors.ts';
import type { Json, JsonObject } from '../json.ts';

/** The words that GitHub uses for `type`. */
export type QueryErrorType =
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'INSUFFICIENT_SCOPES'
  | 'UNPROCESSABLE'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'
  | 'INVALID_CURSOR_ARGUMENTS'
  | 'STALE_DATA'
  | 'NOT_IMPLEMENTED';

/** Thrown by a resolver; the field becomes null (or takes its parent along) and the rest of the answer stands. */
export class QueryError extends Error {
  readonly type: QueryErrorType;
  readonly extensions: JsonObject | null;

  constructor(type: QueryErrorType, message: string, extensions: JsonObject | null = null) {
    super(message);
    this.name = 'QueryError';
    this.type = type;
    this.extensions = extensions;
  }
}

/** One entry of `errors`. */
export function formatError(error: GraphQLError): JsonObject {
  const locations = (error.locations ?? []).map(({ line, column }) => ({ line, column }));
  const path: Json[] = [...(error.path ?? [])];
  const cause = describeCause(error);
  return {
    ...(cause.type === null ? {} : { type: cause.type }),
    ...(path.length > 0 ? { path } : {}),
    ...(cause.extensions === null ? {} : { extensions: cause.extensions }),
    locations,
    message: cause.message,
  };
}

interface Cause {
  type: string | null;
  extensions: JsonObject | null;
  message: string;
}

function describeCause(error: GraphQLError): Cause {
  const original = error.originalError;
  if (original instanceof QueryError)
    return { type: original.type, extensions: original.extensions, message: original.message };
  if (original instanceof GitHubError) return describeRefusal(original);
  if (original !== undefined && !(original instanceof GraphQLError)) {
    // A defect of the simulator: loud for its authors, and for the client what GitHub says of its own.
    console.error('simulator: a GraphQL field failed:', original);
    return { type: null, extensions: null, message: 'Something went wrong while executing your query.' };
  }
  return { type: null, extensions: null, message: error.message };
}

/** REST's refusals, thrown by the operations that both APIs share. */
function describeRefusal(error: GitHubError): Cause {
  switch (error.status) {
    case 404:
      return { type: 'NOT_FOUND', extensions: null, message: error.message };
    case 401:
    case 403:
      return { type: 'FORBIDDEN', extensions: { saml_failure: false }, message: error.message };
    case 409:
      return { type: 'STALE_DATA', extensions: null, message: error.message };
    default:
      return { type: 'UNPROCESSABLE', extensions: null, message: refusalText(error) };
  }
}

/** REST says "Validation Failed" and lists; GraphQL says what the list says. */
function refusalText(error: GitHubError): string {
  const words = (error.errors ?? []).flatMap((one) => {
    if (typeof one === 'string') return [one];
    const message = typeof one === 'object' && one !== null && !Array.isArray(one) ? one['message'] : null;
    return typeof message === 'string' ? [message] : [];
  });
  return words.length > 0 ? words.join(', ') : error.message;
}
