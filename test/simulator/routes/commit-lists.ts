/** What the lists of reports on a commit share: the commit that is named, and a count around the page. */
import { type Answer, list } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { unprocessable } from '../http/errors.ts';
import type { JsonObject } from '../json.ts';

/** The commit that `:ref` names, a branch, tag or SHA; 422 in GitHub's words when there is none. */
export async function shaOf({ call, git }: RepositoryCall, name = 'ref'): Promise<string> {
  const ref = call.param(name);
  const sha = await git.resolveCommit(ref.replace(/^(?:refs\/)?heads\//, ''));
  if (sha === null) throw unprocessable(`No commit found for SHA: ${ref}`);
  return sha;
}

/** A list that is wrapped with its count; the pages are the same as elsewhere. */
export async function counted<T>(
  call: RepositoryCall['call'],
  key: string,
  all: readonly T[],
  one: (item: T) => JsonObject | Promise<JsonObject>,
): Promise<Answer> {
  const answer = await list(call, all, one);
  const items = Array.isArray(answer.body) ? answer.body : [];
  return { ...answer, body: { total_count: all.length, [key]: items } };
}
