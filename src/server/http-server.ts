// The app's HTTP server: routes, connection limits and the two probes.
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../reconcile/ports.ts';
import { declaredLength } from './request-body.ts';
import { type Answer, type Intake, TOO_LARGE } from './webhook-intake.ts';

export interface ServerParts {
  readonly port: number;
  readonly host: string;
  readonly webhookPath: string;
  /** The longest body, in bytes. */
  readonly bodyCap: number;
  readonly intake: Intake;
  /** Rejects when the store can't be written. */
  checkWritable(): Promise<void>;
  readonly log: Log;
}

export interface HttpServer {
  /** `http://host:port`, with the port that the system gave when it was asked for any. */
  readonly url: string;
  /** Accepts no more connections; resolves when the open ones are answered, or cut after `limitMilliseconds`. */
  close(limitMilliseconds: number): Promise<void>;
}

/** GitHub waits ten seconds for an answer (its documentation): a request that is slower to arrive serves nobody. */
const REQUEST_TIMEOUT = 10_000;
const HEADERS_TIMEOUT = 5_000;
const CHECK_INTERVAL = 1_000;
/** Far above what GitHub opens at once; bounds what idle connections may cost. */
const MOST_CONNECTIONS = 2_000;

/** How long a refused client has to notice. */
const LINGER = 1_000;

const OK: Answer = { status: 200, body: { status: 'ok' }, close: false };
const NOT_READY: Answer = { status: 503, body: { status: 'the store can not be written' }, close: false };
const NOT_FOUND: Answer = { status: 404, body: { message: 'There is nothing here.' }, close: true };
const WRONG_METHOD: Answer = {
  status: 405,
  body: { message: 'This path takes another method.' },
  close: true,
};
const FAILED: Answer = {
  status: 500,
  body: { message: 'The delivery could not be stored. Send it again later.' },
  close: true,
};

/** Starts listening. Rejects when the port can't be had. */
export async function startHttpServer(parts: ServerParts): Promise<HttpServer> {
  let closing = false;
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: HEADERS_TIMEOUT,
      connectionsCheckingInterval: CHECK_INTERVAL,
    },
    (request, response) => void respond(request, response),
  );
  server.maxConnections = MOST_CONNECTIONS;
  // A client that asks first is told before it sends 300 MB for nothing.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (declaredLength(request) > parts.bodyCap) {
      hangUp(request, TOO_LARGE);
      return;
    }
    response.writeContinue();
    void respond(request, response);
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that leaves while it is answered is its own business.
    response.on('error', () => {});
    let answer: Answer;
    try {
      answer = await route(parts, request);
    } catch (error) {
      parts.log.error({ error: String(error), path: pathOf(request) }, 'A request failed');
      answer = FAILED;
    }
    if (answer.close && !request.complete) hangUp(request, answer);
    else send(response, answer, closing);
  }

  await listen(server, parts);
  return {
    url: urlOf(server.address(), parts.host),
    async close(limitMilliseconds) {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const cut = setTimeout(() => server.closeAllConnections(), limitMilliseconds);
      await closed;
      clearTimeout(cut);
    },
  };
}

function listen(server: Server, { port, host }: ServerParts): Promise<void> {
  return new Promise((resolve, reject) => {
    const refused = (cause: Error): void => {
      reject(
        new Error(
          `The app can't listen on port ${port} of ${host}. Set PORT and HOST to a free port of this machine.`,
          { cause },
        ),
      );
    };
    server.once('error', refused);
    server.listen(port, host, () => {
      server.off('error', refused);
      resolve();
    });
  });
}

async function route(parts: ServerParts, request: IncomingMessage): Promise<Answer> {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  switch (pathOf(request)) {
    case parts.webhookPath:
      return request.method === 'POST' ? parts.intake(request) : WRONG_METHOD;
    case '/healthz':
      return reads ? OK : WRONG_METHOD;
    case '/readyz':
      return reads ? readiness(parts) : WRONG_METHOD;
    default:
      return NOT_FOUND;
  }
}

async function readiness(parts: ServerParts): Promise<Answer> {
  try {
    await parts.checkWritable();
    return OK;
  } catch (error) {
    parts.log.error({ error: String(error) }, 'The store can not be written');
    return NOT_READY;
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

function send(response: ServerResponse, answer: Answer, closing: boolean): void {
  if (response.destroyed) return;
  response
    .writeHead(answer.status, headersOf(answer, answer.close || closing))
    .end(JSON.stringify(answer.body));
}

function headersOf(answer: Answer, close: boolean): Record<string, string | number> {
  return {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(JSON.stringify(answer.body)),
    ...(close ? { connection: 'close' } : {}),
  };
}

/**
 * Answers while the client is still sending, and reads no more of it. Node would close the socket with the answer, and
 * what then still arrives would reset the connection and take the answer with it; so only our side is closed at first.
 */
function hangUp(request: IncomingMessage, answer: Answer): void {
  const { socket } = request;
  const headers = Object.entries(headersOf(answer, true)).map(([name, value]) => `${name}: ${value}\r\n`);
  request.pause();
  socket.end(
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${headers.join('')}\r\n${JSON.stringify(answer.body)}`,
  );
  const cut = setTimeout(() => socket.destroy(), LINGER);
  socket.once('close', () => clearTimeout(cut));
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name === '0.0.0.0' || name === '[::]' ? 'localhost' : name}:${address.port}`;
}
