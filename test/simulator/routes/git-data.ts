/** Refs, trees, blobs and commits as git holds them. */
import { z } from 'zod';
import { signatureOf } from '../create/repository.ts';
import { created, list, noContent, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { nodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { pushRefs } from '../push.ts';
import { serializeGitCommit } from '../serialize/commit.ts';

const read = { permissions: [{ contents: 'read' }], docs: '/rest/git' } as const;
const write = { permissions: [{ contents: 'write' }], docs: '/rest/git' } as const;

async function serializeRef(
  { world, repo, git }: RepositoryCall,
  ref: string,
  oid: string,
): Promise<JsonObject> {
  const home = `${world.urls.api}/repos/${world.fullName(repo)}/git`;
  const object = await git.readObject(oid);
  const type = object?.type ?? 'commit';
  return {
    ref,
    node_id: nodeId('REF', repo.id, ref),
    url: `${home}/${ref}`,
    object: { type, sha: oid, url: `${home}/${type}s/${oid}` },
  };
}

export function registerGitData(routes: Routes): void {
  routes.repo('GET', '/git/ref/:ref*', read, async (context) => {
    const ref = `refs/${context.call.param('ref')}`;
    const oid = await context.git.resolve(ref);
    if (oid === null) throw notFound();
    return ok(await serializeRef(context, ref, oid));
  });
  routes.repo('GET', '/git/matching-refs/:ref*', read, async (context) => {
    const refs = await context.git.refs(`refs/${context.call.param('ref')}`);
    return list(context.call, refs, ({ ref, oid }) => serializeRef(context, ref, oid));
  });
  routes.repo('POST', '/git/refs', write, async (context) => {
    const { call, git } = context;
    const { ref, sha } = call.body(z.object({ ref: z.string(), sha: z.string() }));
    if (!/^refs\/(?:heads|tags)\/.+/.test(ref) || !(await git.validRef(ref)))
      throw unprocessable('Reference name is not valid.');
    if ((await git.resolve(ref)) !== null) throw unprocessable('Reference already exists');
    if ((await git.readObject(sha)) === null) throw unprocessable('Object does not exist');
    await move(context, ref, null, sha);
    return created(await serializeRef(context, ref, sha));
  });
  routes.repo('PATCH', '/git/refs/:ref*', write, async (context) => {
    const { call, git } = context;
    const ref = `refs/${call.param('ref')}`;
    const { sha, force } = call.body(z.object({ sha: z.string(), force: z.boolean().default(false) }));
    const before = await git.resolve(ref);
    if (before === null) throw unprocessable('Reference does not exist');
    if ((await git.readObject(sha)) === null) throw unprocessable('Object does not exist');
    if (!force && !(await git.isAncestor(before, sha))) throw unprocessable('Update is not a fast forward');
    await move(context, ref, before, sha);
    return ok(await serializeRef(context, ref, sha));
  });
  routes.repo('DELETE', '/git/refs/:ref*', write, async (context) => {
    const ref = `refs/${context.call.param('ref')}`;
    const before = await context.git.resolve(ref);
    if (before === null) throw unprocessable('Reference does not exist');
    if (ref === `refs/heads/${context.repo.defaultBranch}`)
      throw unprocessable('Cannot delete the default branch');
    await move(context, ref, before, null);
    return noContent();
  });
  registerObjects(routes);
}

function move(
  { call, world, repo, git }: RepositoryCall,
  ref: string,
  before: string | null,
  after: string | null,
): Promise<void> {
  const changes = [{ ref, before, after }];
  return pushRefs(world, { repo, git, person: call.person, app: call.app, changes, origin: 'api' });
}

function registerObjects(routes: Routes): void {
  routes.repo('GET', '/git/commits/:sha', read, async ({ call, world, repo, git }) => {
    const sha = await git.resolveCommit(call.param('sha'));
    if (sha === null) throw notFound();
    return ok(serializeGitCommit(world, repo, await git.readCommit(sha)));
  });
  routes.repo('POST', '/git/commits', write, async ({ call, world, repo, git }) => {
    const { message, tree, parents } = call.body(
      z.object({ message: z.string(), tree: z.string(), parents: z.array(z.string()).default([]) }),
    );
    if ((await git.readObject(tree)) === null) throw unprocessable('Tree SHA does not exist');
    const oid = await git.writeCommit({ tree, parents, message, author: signatureOf(world, call.person) });
    return created(serializeGitCommit(world, repo, await git.readCommit(oid)));
  });
  routes.repo('GET', '/git/blobs/:sha', read, async ({ call, world, repo, git }) => {
    const sha = call.param('sha');
    const blob = await git.readBlob(sha);
    if (blob === null) throw notFound();
    const url = `${world.urls.api}/repos/${world.fullName(repo)}/git/blobs/${sha}`;
    return ok({
      sha,
      node_id: nodeId('B', repo.id, sha),
      size: blob.length,
      url,
      content: blob.toString('base64'),
      encoding: 'base64',
    });
  });
  routes.repo('POST', '/git/blobs', write, async ({ call, world, repo, git }) => {
    const { content, encoding } = call.body(
      z.object({ content: z.string(), encoding: z.enum(['utf-8', 'base64']).default('utf-8') }),
    );
    const sha = await git.writeBlob(encoding === 'base64' ? Buffer.from(content, 'base64') : content);
    return created({ sha, url: `${world.urls.api}/repos/${world.fullName(repo)}/git/blobs/${sha}` });
  });
  routes.repo('GET', '/git/trees/:sha*', read, async ({ call, world, repo, git }) => {
    const commit = await git.resolve(call.param('sha'));
    if (commit === null) throw notFound();
    const recursive = call.query.get('recursive') !== null;
    const { stdout } = await git.run(['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), commit]);
    const home = `${world.urls.api}/repos/${world.fullName(repo)}/git`;
    const tree = stdout
      .toString()
      .split('\0')
      .filter(Boolean)
      .map((line) => {
        const [left = '', path = ''] = line.split('\t');
        const [mode = '', type = '', sha = '', size = '-'] = left.split(/\s+/);
        return {
          path,
          mode,
          type,
          sha,
          ...(type === 'blob' ? { size: Number(size) } : {}),
          url: `${home}/${type}s/${sha}`,
        };
      });
    const oid = (await git.run(['rev-parse', `${commit}^{tree}`])).stdout.toString().trim();
    return ok({ sha: oid, url: `${home}/trees/${oid}`, tree, truncated: false });
  });
}
