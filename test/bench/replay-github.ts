// A GitHub that answers from memory: what the simulator answered once is answered again after a fixed latency, so that the
// app is measured and not the simulator. Counts requests and tells when a verdict was written.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

interface Recorded {
  readonly status: number;
  readonly body: string;
}

export interface ReplayGitHub {
  readonly url: string;
  /** Milliseconds before each answer. */
  latency: number;
  /** Requests since the last `reset`, as `POST /graphql`, ids left out. */
  readonly requests: readonly string[];
  reset(): void;
  /** Forward everything to this API and remember the answers; null: answer from memory. */
  recordFrom: string | null;
  /** Keeps what was recorded so far under a name, and starts an empty memory. */
  keep(name: string): void;
  /** Answers from what was kept under a name. */
  replay(name: string): void;
  /** Resolves at the next write of a check run, with the moment it was answered (`performance.now()`). */
  verdict(): Promise<number>;
  /** Resolves when the next question was answered. */
  read(): Promise<number>;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function isVerdict(method: string, path: string): boolean {
  return /\/check-runs(?:\/\d+)?$/.test(path) && method !== 'GET';
}

export async function startReplayGitHub(): Promise<ReplayGitHub> {
  const kept = new Map<string, Map<string, Recorded>>();
  let memory = new Map<string, Recorded>();
  let requests: string[] = [];
  const waiting: Record<'verdict' | 'read', ((moment: number) => void)[]> = { verdict: [], read: [] };

  async function forward(
    origin: string,
    request: IncomingMessage,
    path: string,
    body: string,
  ): Promise<Recorded> {
    const { authorization = '', accept = '*/*' } = request.headers;
    const answer = await fetch(`${origin}${path}`, {
      method: request.method ?? 'GET',
      headers: { authorization, accept, 'content-type': 'application/json' },
      ...(body === '' ? {} : { body }),
    });
    return { status: answer.status, body: await answer.text() };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const path = request.url ?? '/';
    const body = await bodyOf(request);
    requests.push(`${method} ${path.replace(/\d+/g, 'N')}`);
    // A written verdict differs from time to time and its answer does not; everything else is told apart by its body.
    const key = isVerdict(method, path) ? `${method} check-run` : `${method} ${path} ${body}`;
    if (recorder.latency > 0) await delay(recorder.latency);
    const recorded =
      recorder.recordFrom === null
        ? memory.get(key)
        : await forward(recorder.recordFrom, request, path, body);
    if (recorder.recordFrom !== null && recorded !== undefined) memory.set(key, recorded);
    const { status, body: text } = recorded ?? {
      status: 500,
      body: JSON.stringify({ message: `not recorded: ${key.slice(0, 300)}` }),
    };
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
    const what = isVerdict(method, path) ? 'verdict' : 'read';
    const moment = performance.now();
    for (const resolve of waiting[what].splice(0)) resolve(moment);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const recorder: ReplayGitHub = {
    url: `http://127.0.0.1:${port}`,
    latency: 0,
    recordFrom: null,
    get requests() {
      return requests;
    },
    reset() {
      requests = [];
    },
    keep(name) {
      kept.set(name, memory);
      memory = new Map();
    },
    replay(name) {
      memory = kept.get(name) ?? new Map();
    },
    verdict: () => new Promise((resolve) => waiting.verdict.push(resolve)),
    read: () => new Promise((resolve) => waiting.read.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return recorder;
}
