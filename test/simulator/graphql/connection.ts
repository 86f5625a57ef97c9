/** Lists in pages by cursor, with GitHub's limits and words. */
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { QueryError } from './query-error.ts';

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

export interface Connection<T> {
  totalCount: number;
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: {
    startCursor: string | null;
    endCursor: string | null;
    hasNextPage: boolean;
    hasPreviousPage: boolean;
  };
}

const MOST = 100;

/** The part of a resolver's `info` that a connection needs: its name, and what is asked of it. */
export type ConnectionInfo = Pick<GraphQLResolveInfo, 'fieldName' | 'fieldNodes' | 'fragments'>;

/**
 * The page of `all` that the arguments ask for. Throws when items are asked for with neither `first` nor `last`, or
 * with one outside 1–100 (0 is allowed and gives an empty page, as on GitHub). `totalCount` alone needs neither.
 */
export function connection<T>(info: ConnectionInfo, all: readonly T[], args: PageArguments): Connection<T> {
  checkLimits(info, args);
  let start = args.after ? readCursor(args.after) : 0;
  let end = args.before ? Math.min(readCursor(args.before) - 1, all.length) : all.length;
  if (typeof args.first === 'number') end = Math.min(end, start + args.first);
  else if (typeof args.last === 'number') start = Math.max(start, end - args.last);
  end = Math.max(end, start);
  const nodes = all.slice(start, end);
  const edges = nodes.map((node, index) => ({ cursor: writeCursor(start + index + 1), node }));
  return {
    totalCount: all.length,
    nodes,
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0 && all.length > 0,
    },
  };
}

/** An empty page for lists of things that the simulator never has (projects, sponsors, gists). */
export function emptyConnection(info: ConnectionInfo, args: PageArguments): Connection<never> {
  return connection<never>(info, [], args);
}

function asksForItems(
  selections: SelectionSetNode | undefined,
  fragments: ConnectionInfo['fragments'],
): boolean {
  return (selections?.selections ?? []).some((selection) => {
    if (selection.kind === 'Field') return ['nodes', 'edges'].includes(selection.name.value);
    if (selection.kind === 'InlineFragment') return asksForItems(selection.selectionSet, fragments);
    return asksForItems(fragments[selection.name.value]?.selectionSet, fragments);
  });
}

function checkLimits(info: ConnectionInfo, { first, last }: PageArguments): void {
  const field = info.fieldName;
  const given = (value: number | null | undefined): value is number => typeof value === 'number';
  const asked = info.fieldNodes.some((node) => asksForItems(node.selectionSet, info.fragments));
  if (!given(first) && !given(last) && asked)
    throw new QueryError(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`,
    );
  if (given(first) && given(last))
    throw new QueryError(
      'INVALID_CURSOR_ARGUMENTS',
      `Passing both \`first\` and \`last\` to paginate the \`${field}\` connection is not supported.`,
    );
  for (const [name, value] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (!given(value)) continue;
    if (value < 0)
      throw new QueryError(
        'INVALID_CURSOR_ARGUMENTS',
        `\`${name}\` on the \`${field}\` connection cannot be less than zero.`,
      );
    if (value > MOST)
      throw new QueryError(
        'EXCESSIVE_PAGINATION',
        `Requesting ${value} records on the \`${field}\` connection exceeds the \`${name}\` limit of ${MOST} records.`,
      );
  }
}

/** A cursor names how many items precede its end, counted from 1. */
function writeCursor(position: number): string {
  return Buffer.from(`cursor:v2:${position}`).toString('base64');
}

function readCursor(cursor: string): number {
  const match = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (match) return Number(match[1]);
  throw new QueryError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
}
