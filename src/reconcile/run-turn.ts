// One turn, from the claim to what its row says afterwards: finished, or tried again later with the reason.
import { type Instant, instant, subjectKey } from '../core/model/ids.ts';
import { backoff } from './backoff.ts';
import { errorText } from './error-text.ts';
import type { Claim, Clock, Log, Timers, WorkTable } from './ports.ts';
import type { Turn } from './reconcile.ts';
import type { TurnOutcome } from './what-next.ts';

export interface TurnParts {
  readonly work: WorkTable;
  readonly turn: Turn;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
}

/** A turn is a handful of requests; one that takes this long hangs. */
const LONGEST_TURN = 60_000;

/**
 * Runs one turn and writes down its end. Never rejects.
 * @param abort gives the turn up: it has taken too long, its lease is lost, or the app stops
 * @param isStopping whether the app stops: what is given up then is due at once, for whoever runs next
 */
export async function runTurn(
  parts: TurnParts,
  claim: Claim,
  abort: AbortController,
  isStopping: () => boolean,
): Promise<void> {
  const { work, clock, log } = parts;
  const subject = subjectKey(claim.subject);
  const later = () => instant(clock.now() + backoff(claim.attempts, parts.random()));
  try {
    const outcome = await withinLimit(parts, claim, abort, () => (isStopping() ? clock.now() : later()));
    if (outcome.kind === 'retry') {
      await work.retry(claim, outcome.at, outcome.reason);
      return;
    }
    if (outcome.wakes.length > 0) await work.want(outcome.wakes, clock.now());
    const held =
      outcome.kind === 'wait' ? await work.wait(claim, outcome.at) : await work.finish(claim, outcome.wakeAt);
    if (!held) log.warn({ subject }, 'The lease had passed on before the turn ended');
  } catch (error) {
    log.error({ subject, error: errorText(error) }, 'The turn failed by a defect of the app');
    await work.retry(claim, later(), errorText(error)).catch((again: unknown) => {
      // The lease runs out by itself, and the subject is claimed again then.
      log.error({ subject, error: errorText(again) }, 'The failed turn could not be put back');
    });
  }
}

/** The turn, or its abandonment: it may hang in a request that never ends, and must not hold its subject for ever. */
async function withinLimit(
  { turn, timers }: TurnParts,
  claim: Claim,
  abort: AbortController,
  again: () => Instant,
): Promise<TurnOutcome> {
  const { signal } = abort;
  const givenUp = new Promise<TurnOutcome>((resolve) => {
    signal.addEventListener('abort', () =>
      resolve({
        kind: 'retry',
        at: again(),
        reason: 'The turn was given up: it took too long, or the app stopped',
      }),
    );
  });
  const cancel = timers.after(LONGEST_TURN, () => abort.abort());
  try {
    return await Promise.race([turn(claim, signal), givenUp]);
  } finally {
    cancel();
  }
}
