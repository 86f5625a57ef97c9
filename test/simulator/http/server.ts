/** Answers HTTP: REST on bare paths and under `/api/v3`, GraphQL, git under `/OWNER/REPO`, with GitHub's headers on everything. */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { authenticate } from '../auth.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { Call } from './call.ts';
import { GitHubError, notFound } from './errors.ts';
import type { Faults } from './faults.ts';
import { serveGit } from './git-http.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Routes } from './routes.ts';

export interface ServerParts {
  world: World;
  routes: Routes;
  limits: RateLimits;
  faults: Faults;
}

/** Builds the Hono application; `simulator.ts` puts it on a port. */
export function createServer({ world, routes, limits, faults }: ServerParts): Hono {
  const app = new Hono();
  let requests = 0;

  app.all('*', async (context) => {
    const request = context.req.raw;
    const url = new URL(request.url);
    const git = /^\/[^/]+\/[^/]+\/(info\/refs|git-upload-pack|git-receive-pack)$/.test(url.pathname);
    if (git) return serveGit(world, request, url);
    requests += 1;
    const path = restPath(url.pathname);
    const requestId = createHash('sha256')
      .update(`request ${requests}`)
      .digest('hex')
      .slice(0, 32)
      .toUpperCase();
    const body = request.method === 'GET' || request.method === 'HEAD' ? '' : await request.text();
    const fault = path.startsWith('/_sim/') ? null : await faults.decide(request.method, path, body);
    const answer = fault ?? (await answerCall({ world, routes, limits, request, path, url, body }));
    return toResponse(request, answer, requestId, world.clock.now());
  });
  return app;
}

/** The same routes serve github.com's paths and Enterprise's. */
function restPath(path: string): string {
  if (path === '/api/graphql') return '/graphql';
  if (path === '/api/v3' || path === '/api/v3/') return '/';
  return path.startsWith('/api/v3/') ? path.slice('/api/v3'.length) : path;
}

interface Exchange {
  world: World;
  routes: Routes;
  limits: RateLimits;
  request: Request;
  path: string;
  url: URL;
  body: string;
}

async function answerCall({ world, routes, limits, request, path, url, body }: Exchange): Promise<Answer> {
  let docs = '/rest';
  let headers: Record<string, string> = {};
  try {
    const actor = authenticate(world, request.headers.get('authorization'));
    headers = limits.count(actor, path);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const match = routes.match(method, path);
    if (!match) throw notFound();
    docs = match.route.docs;
    const reads = method === 'GET';
    const call = new Call({
      world: reads ? world.lag.reader() : world,
      method,
      path,
      query: url.searchParams,
      headers: request.headers,
      actor,
      params: match.params,
      body,
    });
    const answer = await match.route.handle(call);
    if (!reads) world.lag.note();
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    if (error instanceof GitHubError)
      return { status: error.status, body: error.body(docs), headers: { ...headers, ...error.headers } };
    // A defect of the simulator: loud for its authors, and for the client the status that GitHub gives for its own.
    console.error(`simulator: ${request.method} ${path} failed:`, error);
    return { status: 500, body: { message: 'Server Error', status: '500' }, headers };
  }
}

function toResponse(request: Request, answer: Answer, requestId: string, now: Date): Response {
  const headers = new Headers({
    server: 'github.com',
    // Clients whose own clock differs sign their next JWT by this one.
    date: now.toUTCString(),
    'x-github-request-id': requestId,
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': request.headers.get('x-github-api-version') ?? '2022-11-28',
    'access-control-allow-origin': '*',
    vary: 'Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, Accept, X-Requested-With',
    ...answer.headers,
  });
  if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
  const isRaw = typeof answer.body === 'object' && answer.body !== null && 'raw' in answer.body;
  const content = isRaw ? rawContent(answer.body) : JSON.stringify(answer.body);
  if (!headers.has('content-type')) headers.set('content-type', 'application/json; charset=utf-8');
  if (answer.status === 200 && request.method !== 'POST') {
    const etag = `W/"${createHash('sha256').update(content).digest('hex')}"`;
    headers.set('etag', etag);
    headers.set('cache-control', 'private, max-age=60, s-maxage=60');
    const known = request.headers.get('if-none-match')?.split(/,\s*/) ?? [];
    // Compared without the weakness mark: some clients drop it.
    if (known.some((one) => one.replace(/^W\//, '') === etag.slice(2))) {
      headers.delete('content-type');
      return new Response(null, { status: 304, headers });
    }
  }
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(Buffer.from(content)), {
    status: answer.status,
    headers,
  });
}

function rawContent(body: Answer['body']): string | Buffer {
  if (typeof body === 'object' && body !== null && 'raw' in body) {
    const { raw } = body;
    if (typeof raw === 'string' || Buffer.isBuffer(raw)) return raw;
  }
  return '';
}
