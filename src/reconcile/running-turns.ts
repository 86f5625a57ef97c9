// The turns that run here: one a subject, each under a lease that is extended while it lives.
import { instant, type SubjectKey, subjectKey } from '../core/model/ids.ts';
import { errorText } from './error-text.ts';
import type { Claim } from './ports.ts';
import type { TurnParts } from './run-turn.ts';

/**
 * How long a lease lasts without being extended, in milliseconds. After a crash nobody works on its subjects for that
 * long, so it is short, and a living turn extends it.
 */
export const LEASE = 10_000;

interface Running {
  readonly claim: Claim;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

export interface RunningTurns {
  count(): number;
  start(claim: Claim): void;
  /** Resolves when all turns ended. Those that have not after `limitMilliseconds` are given up. */
  end(limitMilliseconds: number): Promise<void>;
}

/**
 * @param run one turn, which never rejects
 * @param onEnd called after each turn
 */
export function runningTurns(
  { work, clock, timers, log }: Pick<TurnParts, 'work' | 'clock' | 'timers' | 'log'>,
  run: (claim: Claim, abort: AbortController) => Promise<void>,
  onEnd: () => void,
): RunningTurns {
  const running = new Map<SubjectKey, Running>();
  let cancelExtension: (() => void) | null = null;

  /** After a lost lease the same subject may run here again already: that turn is another one. */
  function isCurrent(claim: Claim): boolean {
    return running.get(subjectKey(claim.subject))?.claim === claim;
  }

  function start(claim: Claim): void {
    const abort = new AbortController();
    const ended = run(claim, abort).finally(() => {
      if (isCurrent(claim)) running.delete(subjectKey(claim.subject));
      onEnd();
    });
    running.set(subjectKey(claim.subject), { claim, abort, ended });
    cancelExtension ??= timers.after(LEASE / 3, extendLeases);
  }

  function extendLeases(): void {
    cancelExtension = running.size > 0 ? timers.after(LEASE / 3, extendLeases) : null;
    const until = instant(clock.now() + LEASE);
    for (const { claim, abort } of running.values()) {
      void work
        .extend(claim, until)
        .then((held) => {
          if (!held && isCurrent(claim)) abort.abort();
        })
        .catch((error: unknown) => log.error({ error: errorText(error) }, 'A lease could not be extended'));
    }
  }

  function allEnded(): Promise<unknown> {
    return Promise.allSettled([...running.values()].map(({ ended }) => ended));
  }

  async function end(limitMilliseconds: number): Promise<void> {
    let cancel = (): void => {};
    const limit = new Promise<void>((resolve) => {
      cancel = timers.after(limitMilliseconds, resolve);
    });
    await Promise.race([allEnded(), limit]);
    cancel();
    for (const { abort } of running.values()) abort.abort();
    await allEnded();
    cancelExtension?.();
  }

  return { count: () => running.size, start, end };
}
