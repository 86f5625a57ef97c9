/** What a route hands back; the server adds the headers that every answer has. */
import type { Json } from '../json.ts';
import type { Call } from './call.ts';

export interface Answer {
  status: number;
  /** undefined: no body. A string or buffer is sent as it is, with `content-type` from the headers. */
  body: Json | undefined | { raw: string | Buffer };
  headers: Record<string, string>;
}

export function ok(body: Json, headers: Record<string, string> = {}): Answer {
  return { status: 200, body, headers };
}

export function created(body: Json): Answer {
  return { status: 201, body, headers: {} };
}

export function accepted(body: Json): Answer {
  return { status: 202, body, headers: {} };
}

export function noContent(): Answer {
  return { status: 204, body: undefined, headers: {} };
}

/** Text in a media type of GitHub's (`application/vnd.github.diff; charset=utf-8`). */
export function raw(content: string | Buffer, contentType: string): Answer {
  return { status: 200, body: { raw: content }, headers: { 'content-type': contentType } };
}

export interface Page<T> {
  items: T[];
  total: number;
  headers: Record<string, string>;
}

/** The part of a list that `per_page` and `page` ask for, with its Link header. */
export function pageOf<T>(call: Call, all: readonly T[], perPageDefault = 30, perPageMost = 100): Page<T> {
  const { perPage, page } = pageWanted(call, perPageDefault, perPageMost);
  const items = all.slice((page - 1) * perPage, page * perPage);
  return { items, total: all.length, headers: linkHeader(call, page, Math.ceil(all.length / perPage)) };
}

/** `per_page` and `page` of the query, brought into range as GitHub does. */
export function pageWanted(call: Call, perPageDefault = 30, perPageMost = 100) {
  const number = (name: string, otherwise: number) => {
    const value = Number.parseInt(call.query.get(name) ?? '', 10);
    return Number.isNaN(value) || value < 1 ? otherwise : value;
  };
  return { perPage: Math.min(number('per_page', perPageDefault), perPageMost), page: number('page', 1) };
}

/** A Link header for page `page` of `last`; empty when there is one page only. */
export function linkHeader(call: Call, page: number, last: number): Record<string, string> {
  if (last <= 1) return {};
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    return `<${call.world.urls.api}${call.path}?${query}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (page > 1) links.push(link(page - 1, 'prev'));
  if (page < last) links.push(link(page + 1, 'next'), link(last, 'last'));
  if (page > 1) links.push(link(1, 'first'));
  return { link: links.join(', ') };
}

/** A whole list endpoint: the page, serialised. */
export async function list<T>(
  call: Call,
  all: readonly T[],
  serialize: (item: T) => Json | Promise<Json>,
): Promise<Answer> {
  const page = pageOf(call, all);
  return ok(await Promise.all(page.items.map(serialize)), page.headers);
}
