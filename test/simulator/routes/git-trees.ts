/** Makes trees through the API: a base with entries changed, added or taken away. */
import { z } from 'zod';
import type { GitRepository } from '../git/repository.ts';
import { created } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';

const entry = z.object({
  path: z.string().min(1),
  mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
  type: z.enum(['blob', 'tree', 'commit']).optional(),
  sha: z.string().nullish(),
  content: z.string().optional(),
});
const treeBody = z.object({ base_tree: z.string().nullish(), tree: z.array(entry) });

export function registerGitTrees(routes: Routes): void {
  const docs = '/rest/git/trees#create-a-tree';
  routes.repo('POST', '/git/trees', { permissions: [{ contents: 'write' }], docs }, postTree);
}

async function postTree({ call, world, repo, git }: RepositoryCall) {
  const input = call.body(treeBody);
  const base = input.base_tree ?? null;
  if (base !== null && (await git.readTree(base)) === null) throw notFound();
  const changes = new Map<string, { mode: string; oid: string } | null>();
  for (const one of input.tree) {
    if (one.path.split('/').some((part) => ['', '.', '..', '.git'].includes(part)))
      throw unprocessable('tree.path contains a malformed path component');
    changes.set(one.path, await changeOf(git, one));
  }
  const oid = await git.changeTreeEntries(base, changes);
  const home = `${world.urls.api}/repos/${world.fullName(repo)}/git`;
  const tree = ((await git.readTree(oid)) ?? []).map(({ path, mode, type, oid: sha }) => ({
    path,
    mode,
    type,
    sha,
    ...(type === 'commit' ? {} : { url: `${home}/${type}s/${sha}` }),
  }));
  return created({ sha: oid, url: `${home}/trees/${oid}`, tree, truncated: false });
}

/** A null `sha` takes the entry away; `content` is stored first. */
async function changeOf(git: GitRepository, one: z.infer<typeof entry>) {
  if (one.sha === null) return null;
  const oid = one.sha ?? (one.content === undefined ? null : await git.writeBlob(one.content));
  if (oid === null) throw unprocessable('Must supply either tree.sha or tree.content');
  // A submodule's commit lies in another repository: it cannot be looked for here.
  if (one.mode !== '160000' && (await git.readObject(oid)) === null)
    throw unprocessable(`tree.sha ${oid} is not a valid ${one.type ?? 'blob'}`);
  return { mode: one.mode, oid };
}
