/** Where the simulator takes the time from, so that tests decide what time it is. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  #at: number;

  constructor(at: string | Date = '2026-03-02T09:00:00Z') {
    this.#at = new Date(at).getTime();
  }

  now(): Date {
    return new Date(this.#at);
  }

  /** Moves the clock forward by whole or fractional seconds. */
  advance(seconds: number): void {
    this.#at += seconds * 1000;
  }

  set(at: string | Date): void {
    this.#at = new Date(at).getTime();
  }
}

/** GitHub's timestamps have whole seconds and end in Z. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
