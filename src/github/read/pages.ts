// Asks for the pages of a list that follow the first one.
import type { z } from 'zod';
import type { Result } from '../../reconcile/ports.ts';
import type { Parameters } from '../client/graphql.ts';
import { gone, type Questions } from './ask-repository.ts';

export interface Page<N> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly N[];
}

export interface PagedQuestion<P extends Page<unknown>, A> {
  readonly text: string;
  readonly variables: Parameters;
  readonly shape: z.ZodType<A>;
  /** The page in an answer; undefined where what it belongs to is gone. */
  pick(answer: A): P | undefined;
  /** No page is asked for once this many were listed. */
  readonly most: number;
}

/** All pages, the first included. */
export async function allPages<P extends Page<unknown>, A>(
  questions: Questions,
  first: P,
  { text, variables, shape, pick, most }: PagedQuestion<P, A>,
): Promise<Result<readonly P[]>> {
  const pages = [first];
  let listed = first.nodes.length;
  for (let { pageInfo } = first; pageInfo.hasNextPage && pageInfo.endCursor !== null && listed < most; ) {
    const reply = await questions.ask(text, { ...variables, after: pageInfo.endCursor }, shape);
    if (!reply.ok) return reply;
    const page = pick(reply.value.value);
    if (page === undefined) return gone('The rest of a list');
    pages.push(page);
    listed += page.nodes.length;
    pageInfo = page.pageInfo;
  }
  return { ok: true, value: pages };
}
