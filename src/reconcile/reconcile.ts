// One turn: reads what GitHub shows, has the core decide, writes the difference, and says when to look again.

import { type Instant, subjectKey } from '../core/model/ids.ts';
import { type AttemptParts, attempts, type Counts, type EffectsStep } from './attempt.ts';
import type { Claim, Log, Wake } from './ports.ts';
import { type TurnOutcome, whatNext } from './what-next.ts';
import type { Failure } from './write-groups.ts';

/** Runs one claimed turn. Never rejects for what GitHub answers; rejects for a defect of ours. */
export type Turn = (claim: Claim, signal: AbortSignal) => Promise<TurnOutcome>;

export interface ReconcileParts extends AttemptParts {
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
}

/** The failure that decides what comes next: a limit or an outage waits, a conflict is read again, a refusal is left. */
function worstOf(failures: readonly Failure[]): Failure | null {
  const found = (kind: Failure['result']['kind']) => failures.find(({ result }) => result.kind === kind);
  return found('limited') ?? found('transient') ?? found('conflict') ?? found('refused') ?? null;
}

/** As long as the snapshot lags behind a delivery, the turn is not done. */
function notBefore(until: Instant | null, outcome: TurnOutcome): TurnOutcome {
  if (until === null || outcome.kind !== 'done') return outcome;
  const { wakeAt, wakes } = outcome;
  return { kind: 'wait', at: wakeAt === null || wakeAt > until ? until : wakeAt, wakes };
}

function wakesOf({ wakes }: EffectsStep, { installation }: Claim): readonly Wake[] {
  return wakes.map((subject) => ({ subject, installation, press: null, hints: [] }));
}

function logFailures(log: Log, claim: Claim, failures: readonly Failure[]): void {
  for (const { group, result } of failures) {
    const permission = result.kind === 'refused' ? result.permission : null;
    const fields = { subject: subjectKey(claim.subject), group, permission, error: result.why };
    log.warn(fields, `GitHub did not take the ${group}: ${result.kind}`);
  }
}

/** Makes the turn that the worker runs for each claim. */
export function reconcile(parts: ReconcileParts): Turn {
  const { clock, log, random } = parts;
  const attempt = attempts(parts);
  const next = whatNext(clock, random, log);

  async function turn(claim: Claim, counts: Counts, signal: AbortSignal): Promise<TurnOutcome> {
    const pausedUntil = next.pausedUntil(claim);
    if (pausedUntil !== null) {
      return next.later(claim, 'The rate limit of this installation is used up', pausedUntil);
    }
    for (let conflicts = 0; ; conflicts++) {
      const result = await attempt(claim, counts, signal);
      switch (result.kind) {
        case 'unread':
          return next.afterUnread(claim, result.error);
        case 'given-up':
          return next.later(claim, result.reason);
        case 'behind':
          return { kind: 'wait', at: result.until, wakes: [] };
        case 'written': {
          const { step, failures, until } = result;
          logFailures(log, claim, failures);
          const worst = worstOf(failures);
          if (worst === null) {
            const wrote = step.groups.length > 0 ? 'published' : 'unchanged';
            const wakes = wakesOf(step, claim);
            const { outcome: verdict, wakeAt } = step;
            return notBefore(until, { kind: 'done', result: wrote, verdict, wakeAt, wakes });
          }
          // Nobody need look at a verdict that is not shown: two that may not write theirs would wake each other for ever.
          const isJudged = failures.every(({ group }) => group !== 'verdict');
          const outcome = next.afterFailure(
            claim,
            step,
            worst,
            conflicts,
            isJudged ? wakesOf(step, claim) : [],
          );
          if (outcome !== null) return notBefore(until, outcome);
        }
      }
    }
  }

  return async (claim, signal) => {
    const counts: Counts = { reads: 0, writes: 0 };
    const began = clock.now();
    const outcome = await turn(claim, counts, signal);
    const fields = {
      subject: subjectKey(claim.subject),
      reads: counts.reads,
      writes: counts.writes,
      milliseconds: clock.now() - began,
      outcome: outcome.kind === 'done' ? outcome.result : outcome.kind,
    };
    const at = outcome.kind === 'done' ? null : new Date(outcome.at).toISOString();
    if (outcome.kind === 'done') log.info({ ...fields, verdict: outcome.verdict }, 'turn');
    else if (outcome.kind === 'wait') log.info({ ...fields, at }, 'turn');
    else log.warn({ ...fields, at, reason: outcome.reason }, 'turn');
    return outcome;
  };
}
