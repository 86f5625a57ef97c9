/** Annotated tags: the tag object only, as on GitHub; `POST /git/refs` then gives it a name. */
import { z } from 'zod';
import { signatureOf } from '../create/repository.ts';
import { created, ok } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { nodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';

const tagBody = z.object({
  tag: z.string().min(1),
  message: z.string(),
  object: z.string(),
  type: z.enum(['commit', 'tree', 'blob']),
  tagger: z.object({ name: z.string(), email: z.string(), date: z.string().optional() }).optional(),
});

export function registerGitTags(routes: Routes): void {
  const docs = '/rest/git/tags';
  routes.repo('GET', '/git/tags/:sha', { permissions: [{ contents: 'read' }], docs }, async (context) =>
    ok(await readTag(context, context.call.param('sha'))),
  );
  routes.repo('POST', '/git/tags', { permissions: [{ contents: 'write' }], docs }, async (context) => {
    const { call, world, git } = context;
    const input = call.body(tagBody);
    if ((await git.readObject(input.object))?.type !== input.type)
      throw unprocessable('Object does not exist');
    const own = signatureOf(world, call.person);
    const tagger = { ...own, ...input.tagger, date: input.tagger?.date ?? own.date };
    return created(await readTag(context, await git.writeTag({ ...input, tagger })));
  });
}

async function readTag({ world, repo, git }: RepositoryCall, oid: string): Promise<JsonObject> {
  const tag = await git.readTag(oid);
  if (!tag) throw notFound();
  const home = `${world.urls.api}/repos/${world.fullName(repo)}/git`;
  const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };
  return {
    node_id: nodeId('TA', repo.id, oid),
    sha: oid,
    url: `${home}/tags/${oid}`,
    tag: tag.tag,
    message: tag.message.replace(/\n$/, ''),
    tagger: { ...tag.tagger },
    object: { sha: tag.object, type: tag.type, url: `${home}/${tag.type}s/${tag.object}` },
    verification: unsigned,
  };
}
