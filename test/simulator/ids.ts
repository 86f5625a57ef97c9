/** Numbers and node ids: deterministic, and decodable the way GitHub's are (prefix, then base64url of a MessagePack array). */
const NIL = 0xc0;

/**
 * A node id in GitHub's current format: `[0, ...parts]` packed by MessagePack, e.g. `R_kgDO…` for a repository
 * and `PR_kwDO…` for a pull request (`[0, repository id, pull request id]`). Strings (a SHA, a ref) may be parts.
 */
export function nodeId(prefix: string, ...parts: (number | string)[]): string {
  const bytes: number[] = [0x90 | (parts.length + 1), 0x00];
  for (const part of parts) {
    if (typeof part === 'number') {
      bytes.push(0xce, (part >>> 24) & 255, (part >>> 16) & 255, (part >>> 8) & 255, part & 255);
    } else {
      const text = Buffer.from(part);
      bytes.push(0xda, text.length >>> 8, text.length & 255, ...text);
    }
  }
  return `${prefix}_${Buffer.from(bytes).toString('base64url')}`;
}

export interface DecodedNodeId {
  prefix: string;
  parts: (number | string)[];
}

/** Reads a node id back; null when it is none of ours. */
export function decodeNodeId(id: string): DecodedNodeId | null {
  const match = /^([A-Za-z]+)_([A-Za-z0-9_-]+)$/.exec(id);
  if (!match) return null;
  const bytes = Buffer.from(match[2] ?? '', 'base64url');
  const head = bytes[0] ?? NIL;
  if ((head & 0xf0) !== 0x90 || bytes[1] !== 0) return null;
  const parts: (number | string)[] = [];
  let at = 2;
  while (at < bytes.length) {
    if (bytes[at] === 0xce && at + 5 <= bytes.length) {
      parts.push(bytes.readUInt32BE(at + 1));
      at += 5;
    } else if (bytes[at] === 0xda && at + 3 <= bytes.length) {
      const end = at + 3 + bytes.readUInt16BE(at + 1);
      parts.push(bytes.toString('utf8', at + 3, end));
      at = end;
    } else return null;
  }
  return parts.length === (head & 0x0f) - 1 ? { prefix: match[1] ?? '', parts } : null;
}

/** One counter for every kind of object: ids never repeat and grow with time, as on GitHub. */
export class IdSequence {
  #last = 1000;

  next(): number {
    this.#last += 1;
    return this.#last;
  }

  /** Keeps later ids above one that a seed has fixed. */
  reserve(id: number): number {
    this.#last = Math.max(this.#last, id);
    return id;
  }
}
