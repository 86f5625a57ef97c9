/** Finds the resolver of a field: the table of its type first, then a plain property, else GitHub would have more than we do. */
import { type GraphQLFieldResolver, type GraphQLTypeResolver, isNonNullType } from 'graphql';
import type { Resolve } from './nodes.ts';
import type { QueryContext } from './query-context.ts';
import { QueryError } from './query-error.ts';
import { tables } from './tables.ts';

/** The tables with their sources forgotten: which source meets which table is settled by its type name. */
const resolvers: Readonly<Record<string, Readonly<Record<string, Resolve<never> | undefined>>>> = tables;

export const resolveField: GraphQLFieldResolver<unknown, QueryContext> = (source, args, context, info) => {
  const table = resolvers[info.parentType.name];
  const resolver = table && Object.hasOwn(table, info.fieldName) ? table[info.fieldName] : undefined;
  if (resolver) return resolver(source as never, args as never, context, info);
  // Objects with a table hold state, whose properties are not fields; connections and payloads are plain values.
  if (!table && typeof source === 'object' && source !== null && Object.hasOwn(source, info.fieldName)) {
    const value: unknown = Reflect.get(source, info.fieldName);
    return typeof value === 'function' ? value(args, context, info) : value;
  }
  // A mutation that is not there must not look as if it had been carried out.
  // Elsewhere nothing is made up: what may be missing is null, what must be there is an error that names it.
  if (!isNonNullType(info.returnType) && info.parentType.name !== 'Mutation') return null;
  throw new QueryError(
    'NOT_IMPLEMENTED',
    `The simulator does not implement '${info.parentType.name}.${info.fieldName}'.`,
  );
};

export const resolveType: GraphQLTypeResolver<unknown, QueryContext> = (source) => {
  const name = typeof source === 'object' && source !== null ? Reflect.get(source, '__typename') : undefined;
  return typeof name === 'string' ? name : undefined;
};
