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
  /** What came so far. */
  chunks: Buffer[];
  bytes: number;
  /** Says at once, and not with the body's next byte, that its memory went to others. */
  evict(): void;
}

export interface BodyReader {
  /** Reads the body, hands it to `use`, and counts its memory until `use` is done. */
  withBody<Answer>(request: IncomingMessage, use: (body: Body) => Promise<Answer>): Promise<Answer>;
}

export function bodyReader({ cap, budget }: BodyLimits): BodyReader {
  const held = new Set<Held>();
  let total = 0;

  function release(one: Held): void {
    if (!held.delete(one)) return;
    total -= one.bytes;
    one.chunks = [];
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
        mine.chunks.push(chunk);
        makeRoom();
      }
    } catch {
      return { kind: 'broken-off' };
    }
    if (!held.has(mine)) return { kind: 'no-room' };
    const bytes = Buffer.concat(mine.chunks);
    mine.chunks = [];
    return { kind: 'whole', bytes };
  }

  return {
    async withBody(request, use) {
      const { promise: evicted, resolve } = Promise.withResolvers<Body>();
      const mine: Held = { chunks: [], bytes: 0, evict: () => resolve({ kind: 'no-room' }) };
      held.add(mine);
      try {
        return await use(await Promise.race([read(request, mine), evicted]));
      } finally {
        release(mine);
      }
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
