// Decides what becomes of one delivery: refused, or stored with what it wakes and then acknowledged.
import type { IncomingMessage } from 'node:http';
import type { Clock, Inbox, Log, Wake } from '../reconcile/ports.ts';
import type { Body, BodyReader } from './request-body.ts';

/** What is answered. A refusal that left a body unread closes its connection. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, string | number>>;
  readonly close: boolean;
}

export interface IntakeParts {
  readonly bodies: BodyReader;
  /** Whether the signature (`sha256=` and 64 hex digits) is the body's, compared in constant time. */
  verify(body: Buffer, signature: string): Promise<boolean>;
  /** The subjects that a delivery concerns; none for an event that the app does not handle. */
  receive(delivery: { id: string; event: string; payload: object }): Promise<readonly Wake[]>;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly log: Log;
}

export type Intake = (request: IncomingMessage) => Promise<Answer>;

const SIGNATURE = /^sha256=[0-9a-f]{64}$/i;
const EVENT = /^[a-z_]{1,100}$/;
/** GitHub sends UUIDs; the bound keeps a foreign header from becoming a key of any size. */
const GUID = /^[\w-]{1,100}$/;

/** Makes the handler of the webhook's path. Rejects only when a delivery could not be stored. */
export function webhookIntake(parts: IntakeParts): Intake {
  return async (request) => {
    const signature = header(request, 'x-hub-signature-256');
    // Nothing can make this body acceptable, so none of it is read.
    if (signature === null || !SIGNATURE.test(signature)) return UNSIGNED;
    return parts.bodies.withBody(request, (body) => receive(parts, request, signature, body));
  };
}

async function receive(
  parts: IntakeParts,
  request: IncomingMessage,
  signature: string,
  body: Body,
): Promise<Answer> {
  switch (body.kind) {
    case 'too-large':
      return TOO_LARGE;
    case 'no-room':
      return NO_ROOM;
    case 'broken-off':
      return BROKEN_OFF;
    case 'whole':
      return accept(parts, request, signature, body.bytes);
  }
}

async function accept(
  parts: IntakeParts,
  request: IncomingMessage,
  signature: string,
  bytes: Buffer,
): Promise<Answer> {
  const guid = header(request, 'x-github-delivery');
  const event = header(request, 'x-github-event');
  if (!(await isSigned(parts, bytes, signature))) {
    parts.log.warn({ guid, event }, 'A delivery was refused: its signature does not fit the webhook secret');
    return WRONGLY_SIGNED;
  }
  if (event === null || !EVENT.test(event))
    return refusal(400, 'The X-GitHub-Event header is missing or malformed.');
  if (guid === null || !GUID.test(guid))
    return refusal(400, 'The X-GitHub-Delivery header is missing or malformed.');
  const payload = parsePayload(header(request, 'content-type') ?? '', bytes);
  if (payload === null) return refusal(400, 'The body is not a JSON object.');

  const wakes = await parts.receive({ id: guid, event, payload });
  // What wakes nobody has nothing to lose, so it costs no disk flush.
  if (wakes.length === 0) return { status: 202, body: { accepted: guid, wakes: 0 }, close: false };
  const action = 'action' in payload && typeof payload.action === 'string' ? payload.action : null;
  await parts.inbox.accept({ guid, event, action, receivedAt: parts.clock.now(), wakes });
  return { status: 202, body: { accepted: guid, wakes: wakes.length }, close: false };
}

async function isSigned(parts: IntakeParts, bytes: Buffer, signature: string): Promise<boolean> {
  try {
    return await parts.verify(bytes, signature);
  } catch {
    // A verifier may refuse to look at an empty body at all.
    return false;
  }
}

/** GitHub sends JSON, or a form whose `payload` field is the JSON, as the webhook's owner chose. */
function parsePayload(contentType: string, bytes: Buffer): object | null {
  const isForm = contentType.toLowerCase().startsWith('application/x-www-form-urlencoded');
  const text = bytes.toString('utf8');
  const json = isForm ? new URLSearchParams(text).get('payload') : text;
  if (json === null) return null;
  try {
    const payload: unknown = JSON.parse(json);
    return typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload : null;
  } catch {
    return null;
  }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

function refusal(status: number, message: string, close = false): Answer {
  return { status, body: { message }, close };
}

export const TOO_LARGE = refusal(413, 'The body is larger than any delivery of GitHub.', true);
const UNSIGNED = refusal(401, 'The X-Hub-Signature-256 header is missing or malformed.', true);
const WRONGLY_SIGNED = refusal(401, 'The signature does not fit the body.');
const NO_ROOM = refusal(503, 'Too many large bodies at once.', true);
const BROKEN_OFF = refusal(400, 'The body broke off.', true);
