/** GitHub's words for what a query names and does not exist. */
import { QueryError } from './query-error.ts';

export function notResolved(type: string, what: string): QueryError {
  return new QueryError('NOT_FOUND', `Could not resolve to a ${type} with ${what}.`);
}
