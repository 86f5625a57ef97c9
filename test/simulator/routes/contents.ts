/** Files of a branch: read, written, deleted. */
import { z } from 'zod';
import { signatureOf } from '../create/repository.ts';
import { created, ok, raw } from '../http/answer.ts';
import type { RepositoryCall } from '../http/call.ts';
import { conflict, notFound, unprocessable } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import type { JsonObject } from '../json.ts';
import { pushRefs } from '../push.ts';
import { serializeGitCommit } from '../serialize/commit.ts';

const writeBody = z.object({
  message: z.string(),
  content: z.string(),
  sha: z.string().optional(),
  branch: z.string().optional(),
});
const deleteBody = z.object({ message: z.string(), sha: z.string(), branch: z.string().optional() });

interface Found {
  path: string;
  oid: string;
  type: string;
  content: Buffer | null;
}

function serialize(
  { world, repo }: RepositoryCall,
  { path, oid, type, content }: Found,
  ref: string,
): JsonObject {
  const name = world.fullName(repo);
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const url = `${world.urls.api}/repos/${name}/contents/${encoded}?ref=${ref}`;
  const isFile = type === 'blob';
  const git = `${world.urls.api}/repos/${name}/git/${isFile ? 'blobs' : 'trees'}/${oid}`;
  const html = `${world.urls.html}/${name}/${isFile ? 'blob' : 'tree'}/${ref}/${encoded}`;
  return {
    type: isFile ? 'file' : 'dir',
    ...(content === null ? {} : { encoding: 'base64', content: content.toString('base64') }),
    size: content?.length ?? 0,
    name: path.split('/').at(-1) ?? '',
    path,
    sha: oid,
    url,
    git_url: git,
    html_url: html,
    download_url: isFile ? `${world.urls.html}/${name}/raw/${ref}/${encoded}` : null,
    _links: { self: url, git, html },
  };
}

/** What lies at a path; the empty one is the root. */
async function readPath(context: RepositoryCall, wanted: string) {
  const { call, repo, git } = context;
  const path = wanted.replace(/\/+$/, '');
  const ref = call.query.get('ref') ?? repo.defaultBranch;
  const commit = (await git.branch(ref)) ?? (await git.resolveCommit(ref));
  if (commit === null) throw notFound(`No commit found for the ref ${ref}`);
  const entry = await git.entry(commit, path);
  if (!entry) throw notFound();
  if (entry.type === 'blob') {
    const content = await git.readBlob(entry.oid);
    if (call.accepts('raw')) return raw(content ?? '', 'application/vnd.github.raw; charset=utf-8');
    return ok(serialize(context, { path, oid: entry.oid, type: 'blob', content }, ref));
  }
  const entries = (await git.readTree(entry.oid)) ?? [];
  return ok(
    entries.map((one) =>
      serialize(
        context,
        { path: path === '' ? one.path : `${path}/${one.path}`, oid: one.oid, type: one.type, content: null },
        ref,
      ),
    ),
  );
}

async function commitChange(
  context: RepositoryCall,
  path: string,
  content: Buffer | null,
  input: { message: string; branch?: string | undefined },
) {
  const { call, world, repo, git } = context;
  const branch = input.branch ?? repo.defaultBranch;
  const before = await git.branch(branch);
  if (before === null) throw notFound(`Branch ${branch} not found`);
  const tree = await git.changeTree(before, { [path]: content });
  const oid = await git.writeCommit({
    tree,
    parents: [before],
    message: input.message,
    author: signatureOf(world, call.person),
  });
  const changes = [{ ref: `refs/heads/${branch}`, before, after: oid }];
  await pushRefs(world, { repo, git, person: call.person, app: call.app, changes, origin: 'api' });
  return serializeGitCommit(world, repo, await git.readCommit(oid));
}

async function currentOid(
  { repo, git }: RepositoryCall,
  branch: string | undefined,
  path: string,
): Promise<string | null> {
  const commit = await git.branch(branch ?? repo.defaultBranch);
  return commit === null ? null : ((await git.entry(commit, path))?.oid ?? null);
}

export function registerContents(routes: Routes): void {
  const docs = '/rest/repos/contents';
  const write = { permissions: [{ contents: 'write' }], docs } as const;
  const read = { permissions: [{ contents: 'read' }], docs } as const;
  routes.repo('GET', '/contents', read, (context) => readPath(context, ''));
  routes.repo('GET', '/contents/:path*', read, (context) => readPath(context, context.call.param('path')));
  routes.repo('GET', '/readme', read, async (context) => {
    const { call, repo, git } = context;
    const commit = await git.resolveCommit(call.query.get('ref') ?? repo.defaultBranch);
    const root = commit === null ? [] : ((await git.readTree(commit)) ?? []);
    const readme = root.find((entry) => entry.type === 'blob' && /^readme(\.[a-z]+)?$/i.test(entry.path));
    if (!readme) throw notFound();
    return readPath(context, readme.path);
  });
  routes.repo('PUT', '/contents/:path*', write, async (context) => {
    const path = context.call.param('path');
    const input = context.call.body(writeBody);
    const known = await currentOid(context, input.branch, path);
    if (known !== null && input.sha === undefined)
      throw unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.');
    if (input.sha !== undefined && input.sha !== known) throw conflict(`${path} does not match ${input.sha}`);
    const content = Buffer.from(input.content, 'base64');
    const commit = await commitChange(context, path, content, input);
    const oid = (await currentOid(context, input.branch, path)) ?? '';
    const shown = serialize(
      context,
      { path, oid, type: 'blob', content },
      input.branch ?? context.repo.defaultBranch,
    );
    const answer = { content: shown, commit };
    return known === null ? created(answer) : ok(answer);
  });
  routes.repo('DELETE', '/contents/:path*', write, async (context) => {
    const path = context.call.param('path');
    const input = context.call.body(deleteBody);
    const known = await currentOid(context, input.branch, path);
    if (known === null) throw notFound();
    if (known !== input.sha) throw conflict(`${path} does not match ${input.sha}`);
    return ok({ content: null, commit: await commitChange(context, path, null, input) });
  });
}
