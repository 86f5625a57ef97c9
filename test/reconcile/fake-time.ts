// A clock that stands still until it is told, and timers that go off only then.
import { type Instant, instant } from '../../src/core/model/ids.ts';
import type { Clock, Timers } from '../../src/reconcile/ports.ts';

interface Pending {
  readonly at: number;
  readonly callback: () => void;
}

export class FakeTime implements Clock, Timers {
  private current: number;
  private readonly pending = new Set<Pending>();

  constructor(at = 1_000_000) {
    this.current = at;
  }

  now(): Instant {
    return instant(this.current);
  }

  after(milliseconds: number, callback: () => void): () => void {
    const entry = { at: this.current + milliseconds, callback };
    this.pending.add(entry);
    return () => this.pending.delete(entry);
  }

  /** Lets time pass; every timer goes off at its own moment, and what it sets in motion gets room to settle. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.current + milliseconds;
    for (;;) {
      const [next] = [...this.pending]
        .filter((entry) => entry.at <= end)
        .sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.current = Math.max(this.current, next.at);
      this.pending.delete(next);
      next.callback();
      await settled();
    }
    this.current = end;
    await settled();
  }

  /** How many timers are set: none may be left behind by what has stopped. */
  get timers(): number {
    return this.pending.size;
  }
}

/** Rounds of the event loop enough for any chain of the store's immediate writes. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 30; round++) await new Promise((resolve) => setImmediate(resolve));
}
