/** Parses and validates query texts, and remembers both: a client sends the same few texts for ever. */
import { type DocumentNode, GraphQLError, parse, validate } from 'graphql';
import { LruCache } from '../git/lru.ts';
import { githubSchema } from './schema.ts';

export type ParsedQuery = { valid: true; document: DocumentNode } | { valid: false; errors: GraphQLError[] };

const known = new LruCache<string, ParsedQuery>(500);

export function parseQuery(text: string): ParsedQuery {
  const remembered = known.get(text);
  if (remembered) return remembered;
  const parsed = parseAnew(text);
  known.set(text, parsed);
  return parsed;
}

function parseAnew(text: string): ParsedQuery {
  try {
    const document = parse(text);
    const errors = validate(githubSchema(), document).filter(({ message }) => !isLaxer(message));
    return errors.length === 0 ? { valid: true, document } : { valid: false, errors };
  } catch (error) {
    if (error instanceof GraphQLError) return { valid: false, errors: [error] };
    throw error;
  }
}

/**
 * GitHub's server lets two types of a union answer one name with different types (`state` of issues and of pull
 * requests), which graphql-js forbids; `gh issue view` relies on it.
 */
function isLaxer(message: string): boolean {
  return message.includes('because they return conflicting types');
}
