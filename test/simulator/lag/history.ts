/** Versions of a piece of state, kept as copies with the time of each change. */
import { isDeepStrictEqual } from 'node:util';

export class History<T> {
  #versions: { at: number; value: T }[] = [];

  /** Keeps a copy unless nothing changed since the last one. */
  note(at: number, value: T): void {
    const last = this.#versions.at(-1);
    if (last && isDeepStrictEqual(last.value, value)) return;
    this.#versions.push({ at, value: structuredClone(value) });
  }

  /** As it was at a time; before the first version, that one. Not to be changed. */
  asOf(at: number): T {
    const found = this.#versions.findLast((version) => version.at <= at) ?? this.#versions[0];
    if (!found) throw new Error('nothing was noted');
    return found.value;
  }

  /** Drops what nobody asks for who looks back no further than to a time. */
  forget(before: number): void {
    const first = this.#versions.findLastIndex((version) => version.at <= before);
    if (first > 0) this.#versions = this.#versions.slice(first);
  }
}

/** Where refs were before they moved: undone from the present, they give the past. */
export class RefMoves {
  #moves: { at: number; ref: string; before: string | null }[] = [];

  note(at: number, ref: string, before: string | null): void {
    this.#moves.push({ at, ref, before });
  }

  /** The refs that have moved since a time, each with what it named then; null where it did not exist. */
  asOf(at: number): Map<string, string | null> {
    const past = new Map<string, string | null>();
    for (const move of this.#moves) if (move.at > at && !past.has(move.ref)) past.set(move.ref, move.before);
    return past;
  }

  forget(before: number): void {
    this.#moves = this.#moves.filter(({ at }) => at > before);
  }
}
