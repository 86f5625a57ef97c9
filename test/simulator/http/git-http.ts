/** Clones, fetches and pushes over HTTP: git's own `http-backend` reads, `receive-pack.ts` takes what is pushed. */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { type Actor, authenticate } from '../auth.ts';
import { GIT_ENVIRONMENT } from '../git/process.ts';
import { permits, roleReaches } from '../permissions.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { GitHubError } from './errors.ts';
import { receivePack } from './receive-pack.ts';

/** Answers one request of the smart HTTP protocol under `/OWNER/REPO(.git)/`. */
export async function serveGit(world: World, request: Request, url: URL): Promise<Response> {
  const [, owner = '', name = '', ...rest] = url.pathname.split('/');
  const service = rest.join('/');
  const writes = service === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  let actor: Actor;
  try {
    actor = authenticate(world, request.headers.get('authorization'));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return challenge(
      'Invalid username or token. Password authentication is not supported for Git operations.',
    );
  }
  const repo = world.findRepository(
    `${decodeURIComponent(owner)}/${decodeURIComponent(name).replace(/\.git$/, '')}`,
  );
  const rights = repo ? gitRights(world, actor, repo) : 'none';
  if (!repo || rights === 'none')
    return actor.kind === 'anonymous'
      ? challenge('Repository not found.')
      : plain(404, 'Repository not found.');
  if (writes && rights === 'read') {
    if (actor.kind === 'anonymous') return challenge('No anonymous write access.');
    return plain(403, `Permission to ${world.fullName(repo)}.git denied to ${actorName(actor)}.`);
  }
  if (writes && repo.settings.archived) return plain(403, 'This repository was archived so it is read-only.');
  if (service === 'git-receive-pack') return receivePack(world, repo, actor, request);
  return backend(world, repo, service, request, url);
}

function gitRights(world: World, actor: Actor, repo: Repository): 'none' | 'read' | 'write' {
  const open = repo.settings.private ? 'none' : 'read';
  switch (actor.kind) {
    case 'anonymous':
    case 'app':
      return open;
    case 'user': {
      const role = world.roleOf(actor.user, repo);
      return role === null ? 'none' : roleReaches(role, 'write') ? 'write' : 'read';
    }
    case 'installation': {
      const { token } = actor;
      if (!world.tokenCovers(token, repo) || !permits(token.permissions, 'contents', 'read')) return open;
      return permits(token.permissions, 'contents', 'write') ? 'write' : 'read';
    }
  }
}

function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'app':
      return actor.app.slug;
    case 'user':
      return actor.user.login;
    case 'installation':
      return actor.bot.login;
  }
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=UTF-8', ...headers } });
}

/** Git sends its credentials only after a 401 that asks for them. */
function challenge(text: string): Response {
  return plain(401, text, { 'www-authenticate': 'Basic realm="GitHub"' });
}

/** What git is configured to serve: every object by id (as GitHub does), partial clones, and the offer to push. */
const CONFIG = [
  ['http.receivepack', 'true'],
  ['uploadpack.allowAnySHA1InWant', 'true'],
  ['uploadpack.allowFilter', 'true'],
  ['safe.directory', '*'],
] as const;

async function backend(
  world: World,
  repo: Repository,
  service: string,
  request: Request,
  url: URL,
): Promise<Response> {
  const directory = world.gitDirectory(repo.id);
  const env: Record<string, string> = {
    ...GIT_ENVIRONMENT,
    GIT_PROJECT_ROOT: dirname(directory),
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${repo.id}.git/${service}`,
    REQUEST_METHOD: request.method,
    QUERY_STRING: url.search.slice(1),
    CONTENT_TYPE: request.headers.get('content-type') ?? '',
    HTTP_CONTENT_ENCODING: request.headers.get('content-encoding') ?? '',
    GIT_PROTOCOL: request.headers.get('git-protocol') ?? '',
    REMOTE_ADDR: '127.0.0.1',
    REMOTE_USER: 'git',
    GIT_CONFIG_COUNT: String(CONFIG.length),
  };
  for (const [index, [key, value]] of CONFIG.entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  const input = Buffer.from(await request.arrayBuffer());
  if (input.length > 0) env['CONTENT_LENGTH'] = String(input.length);
  const output = await new Promise<Buffer>((resolve, reject) => {
    const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks)));
    child.stdin.end(input);
  });
  return cgiResponse(output);
}

/** Splits the headers of a CGI answer from its body. */
function cgiResponse(output: Buffer): Response {
  const end = output.indexOf('\r\n\r\n');
  const headers = new Headers();
  let status = 200;
  for (const line of output.toString('latin1', 0, Math.max(end, 0)).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else headers.set(name, value);
  }
  return new Response(new Uint8Array(output.subarray(end + 4)), { status, headers });
}
