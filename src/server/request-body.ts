// Reads request bodies within limits: one body's cap, and one budget of memory for all bodies that are being read.
import type { IncomingMessage } from 'node:http';

export interface BodyLimits {
  /** The longest body, in bytes. */
  readonly cap: number;
  /** What all unfinished bodies may hold together, in bytes; at least the cap. */
  readonly budget: number;
}

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** Others need the memory. */
  | { readonly kind: 'no-room' }
  /** The client went away. */
  | { readonly kind: 'broken-off' };

interface Held {
  readonly collected: Collected;
  bytes: number;
  /** Says at once, and not with the body's next byte, that its memory went to others. */
  evict(): void;
}

/** A body as it grows. */
interface Collected {
  add(chunk: Buffer): void;
  take(): Buffer;
  drop(): void;
}

/** From this length on a body is put together in one piece of memory, so that it never exists twice. */
const LARGE = 1024 * 1024;

/** @param declared the length that the client promised: Node lets no more than that through; 0 when it did not say */
function collect(declared: number): Collected {
  let chunks: Buffer[] = [];
  let whole: Buffer | null = null;
  let length = 0;
  return {
    add(chunk) {
      length += chunk.length;
      // Only what came counts: a client that promises much and sends little gets no memory for it.
      if (whole === null && length >= LARGE && declared >= length) {
        whole = Buffer.allocUnsafeSlow(declared);
        Buffer.concat([...chunks, chunk]).copy(whole);
        chunks = [];
      } else if (whole === null) chunks.push(chunk);
      else chunk.copy(whole, length - chunk.length);
    },
    take: () => whole?.subarray(0, length) ?? Buffer.concat(chunks),
    drop() {
      chunks = [];
      whole = null;
    },
  };
}

export interface BodyReader {
  /** Reads the body, hands it to `use`, and counts its memory until `use` is done. */
  withBody<Answer>(request: IncomingMessage, use: (body: Body) => Promise<Answer>): Promise<Answer>;
  /** Reads the body to its end, or to the cap, and keeps nothing of it. */
  discard(request: IncomingMessage): Promise<'whole' | 'too-large' | 'broken-off'>;
}

export function bodyReader({ cap, budget }: BodyLimits): BodyReader {
  const held = new Set<Held>();
  let total = 0;

  function release(one: Held): void {
    if (!held.delete(one)) return;
    total -= one.bytes;
    one.collected.drop();
  }

  /**
   * The largest goes first: a flood of giants then makes room by itself, and the small bodies of real deliveries pass.
   * Waiting for room instead would let a few slow giants shut everyone out.
   */
  function makeRoom(): void {
    while (total > budget) {
      let largest: Held | null = null;
      for (const one of held) if (largest === null || one.bytes > largest.bytes) largest = one;
      if (largest === null) return;
      release(largest);
      largest.evict();
    }
  }

  async function read(request: IncomingMessage, mine: Held): Promise<Body> {
    if (declaredLength(request) > cap) return { kind: 'too-large' };
    try {
      for await (const chunk of chunksOf(request)) {
        if (!held.has(mine)) return { kind: 'no-room' };
        mine.bytes += chunk.length;
        total += chunk.length;
        if (mine.bytes > cap) return { kind: 'too-large' };
        mine.collected.add(chunk);
        makeRoom();
      }
    } catch {
      return { kind: 'broken-off' };
    }
    if (!held.has(mine)) return { kind: 'no-room' };
    return { kind: 'whole', bytes: mine.collected.take() };
  }

  return {
    async withBody(request, use) {
      const { promise: evicted, resolve } = Promise.withResolvers<Body>();
      const collected = collect(declaredLength(request));
      const mine: Held = { collected, bytes: 0, evict: () => resolve({ kind: 'no-room' }) };
      held.add(mine);
      try {
        return await use(await Promise.race([read(request, mine), evicted]));
      } finally {
        release(mine);
      }
    },
    async discard(request) {
      if (declaredLength(request) > cap) return 'too-large';
      let bytes = 0;
      try {
        for await (const chunk of chunksOf(request)) {
          bytes += chunk.length;
          if (bytes > cap) return 'too-large';
        }
      } catch {
        return 'broken-off';
      }
      return 'whole';
    },
  };
}

/** 0 when the request does not say. Node has refused a malformed length already. */
export function declaredLength(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}

/** Leaving the loop early must not tear down the socket: the refusal still has to go out over it. */
async function* chunksOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (chunk instanceof Buffer) yield chunk;
  }
}
