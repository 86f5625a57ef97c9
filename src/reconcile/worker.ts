// Claims what is due and has it run: many subjects side by side, woken by the inbox or by the next due time.
import { errorText } from './error-text.ts';
import { runTurn, type TurnParts } from './run-turn.ts';
import { LEASE, runningTurns } from './running-turns.ts';

export interface WorkerParts extends TurnParts {
  /** How many turns run side by side. GitHub refuses more than a hundred requests at once. */
  readonly parallel?: number;
}

export interface Worker {
  /** Something may have become due. */
  wake(): void;
  /** Resolves at the next moment when nothing runs and nothing is due; what waits for a later time does not count. */
  idle(): Promise<void>;
  /** Takes no more work; resolves when the running turns ended, or after `limitMilliseconds` without them. */
  stop(limitMilliseconds: number): Promise<void>;
}

/** The longest that a timer is set for: a clock that was put forward meanwhile is then noticed. */
const LONGEST_SLEEP = 60_000;
/** After an error of the store itself. */
const STORE_RETRY = 1_000;

export function startWorker(parts: WorkerParts): Worker {
  const { work, clock, timers, log } = parts;
  const parallel = parts.parallel ?? 32;
  let stopped = false;
  let wanted = false;
  let pumping = false;
  let cancelSleep = (): void => {};
  let idlers: (() => void)[] = [];
  const turns = runningTurns(parts, (claim, abort) => runTurn(parts, claim, abort, () => stopped), wake);

  function wake(): void {
    if (stopped) return;
    wanted = true;
    if (pumping) return;
    pumping = true;
    void pump();
  }

  async function pump(): Promise<void> {
    while (wanted && !stopped) {
      // A burst of deliveries, or of ended turns, is then claimed together, and acceptances come before turns.
      await new Promise((resolve) => setImmediate(resolve));
      wanted = false;
      try {
        await round();
      } catch (error) {
        log.error({ error: errorText(error) }, 'The work table could not be read or written');
        sleep(STORE_RETRY);
      }
    }
    pumping = false;
  }

  async function round(): Promise<void> {
    cancelSleep();
    while (!stopped && turns.count() < parallel) {
      const free = parallel - turns.count();
      const claims = await work.claim(clock.now(), LEASE, free);
      for (const claim of claims) turns.start(claim);
      if (claims.length < free) break;
    }
    if (stopped || turns.count() >= parallel) return;
    const due = await work.nextDue();
    const now = clock.now();
    if (turns.count() === 0 && !wanted && (due === null || due > now)) release();
    // Another process may hold what is due; asking it again at once would only burn time.
    if (due !== null) sleep(Math.min(LONGEST_SLEEP, Math.max(10, due - now)));
  }

  function sleep(milliseconds: number): void {
    cancelSleep();
    if (!stopped) cancelSleep = timers.after(milliseconds, wake);
  }

  function release(): void {
    const waiting = idlers;
    idlers = [];
    for (const resolve of waiting) resolve();
  }

  return {
    wake,
    idle: () =>
      new Promise((resolve) => {
        if (stopped) {
          resolve();
          return;
        }
        idlers.push(resolve);
        wake();
      }),
    async stop(limitMilliseconds) {
      stopped = true;
      cancelSleep();
      await turns.end(limitMilliseconds);
      release();
    },
  };
}
