/** Where the simulator takes the time from, so that tests decide what time it is. */
export interface Clock {
  now(): Date;
}

/** A clock that can be moved. Who keeps records of the past is told before it moves. */
export abstract class MovableClock implements Clock {
  readonly #watchers: (() => void)[] = [];

  abstract now(): Date;
  protected abstract moveTo(milliseconds: number): void;

  beforeMove(watcher: () => void): void {
    this.#watchers.push(watcher);
  }

  /** Moves the clock forward by whole or fractional seconds. */
  advance(seconds: number): void {
    this.#move(this.now().getTime() + seconds * 1000);
  }

  set(at: string | Date): void {
    this.#move(new Date(at).getTime());
  }

  #move(milliseconds: number): void {
    for (const watcher of this.#watchers) watcher();
    this.moveTo(milliseconds);
  }
}

/** A clock that stands still until it is told to move. */
export class ManualClock extends MovableClock {
  #at: number;

  constructor(at: string | Date = '2026-03-02T09:00:00Z') {
    super();
    this.#at = new Date(at).getTime();
  }

  now(): Date {
    return new Date(this.#at);
  }

  protected moveTo(milliseconds: number): void {
    this.#at = milliseconds;
  }
}

/** The machine's time, and from wherever it is moved to it runs on. */
export class RunningClock extends MovableClock {
  #ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  protected moveTo(milliseconds: number): void {
    this.#ahead = milliseconds - Date.now();
  }
}

/** GitHub's timestamps have whole seconds and end in Z. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
