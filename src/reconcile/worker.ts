// Runs the turns that are due: many subjects side by side, one turn at a time for each, woken by the inbox or by the next due time.
import { instant, type SubjectKey, subjectKey } from '../core/model/ids.ts';
import { backoff } from './backoff.ts';
import type { Claim, Clock, Log, Timers, WorkTable } from './ports.ts';
import type { Turn } from './reconcile.ts';

export interface WorkerParts {
  readonly work: WorkTable;
  readonly turn: Turn;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
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

/**
 * How long a lease lasts without being extended, in milliseconds. After a crash nobody works on its subjects for that
 * long, so it is short, and a living turn extends it.
 */
const LEASE = 10_000;
/** A turn is a handful of requests; one that takes this long hangs. */
const LONGEST_TURN = 60_000;
/** The longest that a timer is set for: a clock that was put forward meanwhile is then noticed. */
const LONGEST_SLEEP = 60_000;
/** After an error of the store itself. */
const STORE_RETRY = 1_000;

interface Running {
  readonly claim: Claim;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

export function startWorker(parts: WorkerParts): Worker {
  const { work, clock, timers, log } = parts;
  const parallel = parts.parallel ?? 32;
  const running = new Map<SubjectKey, Running>();
  let stopped = false;
  let wanted = false;
  let pumping = false;
  let cancelSleep = (): void => {};
  let cancelExtension: (() => void) | null = null;
  let idlers: (() => void)[] = [];

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
        log.error({ error: text(error) }, 'The work table could not be read or written');
        sleep(STORE_RETRY);
      }
    }
    pumping = false;
  }

  async function round(): Promise<void> {
    cancelSleep();
    while (!stopped && running.size < parallel) {
      const free = parallel - running.size;
      const claims = await work.claim(clock.now(), LEASE, free);
      for (const claim of claims) start(claim);
      if (claims.length < free) break;
    }
    if (stopped || running.size >= parallel) return;
    const due = await work.nextDue();
    const now = clock.now();
    if (running.size === 0 && !wanted && (due === null || due > now)) release();
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

  function start(claim: Claim): void {
    const key = subjectKey(claim.subject);
    const abort = new AbortController();
    const ended = runTurn(claim, abort).finally(() => {
      // After a lost lease the same subject may run again here already; that turn is not this one's to forget.
      if (running.get(key)?.claim === claim) running.delete(key);
      wake();
    });
    running.set(key, { claim, abort, ended });
    cancelExtension ??= timers.after(LEASE / 3, extendLeases);
  }

  async function runTurn(claim: Claim, abort: AbortController): Promise<void> {
    const subject = subjectKey(claim.subject);
    try {
      const outcome = await withinLimit(claim, abort);
      if (outcome.kind === 'retry') {
        await work.retry(claim, outcome.at, outcome.reason);
        return;
      }
      if (outcome.wakes.length > 0) await work.want(outcome.wakes, clock.now());
      const held = await work.finish(claim, outcome.wakeAt);
      if (!held) log.warn({ subject }, 'The lease had passed on before the turn ended');
    } catch (error) {
      log.error({ subject, error: text(error) }, 'The turn failed by a defect of the app');
      const at = instant(clock.now() + backoff(claim.attempts, parts.random()));
      await work.retry(claim, at, text(error)).catch((again: unknown) => {
        // The lease runs out by itself, and the subject is claimed again then.
        log.error({ subject, error: text(again) }, 'The failed turn could not be put back');
      });
    }
  }

  /** The turn, or its abandonment: it may hang in a request that never ends, and must not hold its subject for ever. */
  async function withinLimit(claim: Claim, abort: AbortController): Promise<Awaited<ReturnType<Turn>>> {
    const cancel = timers.after(LONGEST_TURN, () => abort.abort());
    try {
      return await Promise.race([parts.turn(claim, abort.signal), aborted(claim, abort.signal)]);
    } finally {
      cancel();
    }
  }

  function aborted(claim: Claim, signal: AbortSignal): Promise<Awaited<ReturnType<Turn>>> {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        const at = stopped ? clock.now() : instant(clock.now() + backoff(claim.attempts, parts.random()));
        resolve({ kind: 'retry', at, reason: 'The turn was given up: it took too long, or the app stopped' });
      });
    });
  }

  function extendLeases(): void {
    cancelExtension = running.size > 0 ? timers.after(LEASE / 3, extendLeases) : null;
    const until = instant(clock.now() + LEASE);
    for (const { claim, abort } of running.values()) {
      void work
        .extend(claim, until)
        .then((held) => {
          if (!held && running.get(subjectKey(claim.subject))?.claim === claim) abort.abort();
        })
        .catch((error: unknown) => log.error({ error: text(error) }, 'A lease could not be extended'));
    }
  }

  async function stop(limitMilliseconds: number): Promise<void> {
    stopped = true;
    cancelSleep();
    const all = () => Promise.allSettled([...running.values()].map((one) => one.ended));
    let cancel = (): void => {};
    const limit = new Promise<void>((resolve) => {
      cancel = timers.after(limitMilliseconds, resolve);
    });
    await Promise.race([all(), limit]);
    cancel();
    for (const { abort } of running.values()) abort.abort();
    await all();
    cancelExtension?.();
    release();
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
    stop,
  };
}

function text(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
