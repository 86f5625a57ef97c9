// One turn: reads what GitHub shows, has the core decide, writes the difference, and says when to look again.

import type { Facts } from '../core/model/facts/facts.ts';
import { type Instant, instant, subjectKey } from '../core/model/ids.ts';
import type { ReadPlan } from '../core/phases/read-plan.ts';
import type { Step } from '../core/phases/step.ts';
import type { Published } from '../core/show/effects.ts';
import { backoff } from './backoff.ts';
import { planMemory } from './plan-memory.ts';
import type {
  Claim,
  Clock,
  GitHubError,
  InstallationId,
  Log,
  Reader,
  Snapshot,
  Wake,
  Writer,
} from './ports.ts';

type EffectsStep = Extract<Step, { kind: 'effects' }>;

/** The core's decision with everything bound that stays the same from turn to turn. */
export type Decide = (facts: Facts, published: Published, plan: ReadPlan) => Step;

export type TurnOutcome =
  | {
      readonly kind: 'done';
      /** `gone`: GitHub has no such subject. `refused`: a permission is missing, and trying again at once is no use. */
      readonly result: 'published' | 'unchanged' | 'gone' | 'refused';
      /** What the core made of the subject, for the log; null when it was not asked. */
      readonly verdict: EffectsStep['outcome'] | null;
      readonly wakeAt: Instant | null;
      readonly wakes: readonly Wake[];
    }
  | { readonly kind: 'retry'; readonly at: Instant; readonly reason: string };

/** Runs one claimed turn. Never rejects for what GitHub answers; rejects for a defect of ours. */
export type Turn = (claim: Claim, signal: AbortSignal) => Promise<TurnOutcome>;

export interface ReconcileParts {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly decide: Decide;
  readonly clock: Clock;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
  readonly log: Log;
}

/**
 * What a read lacks shows one after the other: the policy, then its templates and its organisation's, then the code owners' file and
 * people's permissions, then the teams that it names. A fifth read leaves room for a change meanwhile.
 */
const MOST_READS = 5;
/** Somebody else wrote at the same moment: what GitHub shows is read anew and decided anew. */
const MOST_CONFLICTS = 3;
/** A missing permission is granted by people, who then push or comment anyway. */
const AFTER_REFUSAL = 60 * 60_000;

type Attempt =
  | { readonly kind: 'applied'; readonly writes: number; readonly step: EffectsStep }
  | { readonly kind: 'failed'; readonly doing: 'read' | 'write'; readonly error: GitHubError }
  | { readonly kind: 'given-up'; readonly reason: string };

interface Counts {
  reads: number;
  writes: number;
}

/** Makes the turn that the worker runs for each claim. */
export function reconcile(parts: ReconcileParts): Turn {
  const { clock, log, random } = parts;
  const plans = planMemory();
  /** A rate limit is the installation's: its other subjects need not run into it one by one. */
  const paused = new Map<InstallationId, Instant>();

  async function apply(
    claim: Claim,
    step: EffectsStep,
    counts: Counts,
    signal: AbortSignal,
  ): Promise<Attempt> {
    for (const effect of step.effects) {
      if (signal.aborted) return { kind: 'given-up', reason: 'The turn took too long' };
      counts.writes++;
      const written = await parts.writer.apply(claim.installation, effect, signal);
      if (!written.ok) return { kind: 'failed', doing: 'write', error: written.error };
    }
    return { kind: 'applied', writes: step.effects.length, step };
  }

  async function attempt(claim: Claim, counts: Counts, signal: AbortSignal): Promise<Attempt> {
    let plan = plans.recall(claim.subject);
    for (let reads = 0; reads < MOST_READS; reads++) {
      if (signal.aborted) return { kind: 'given-up', reason: 'The turn took too long' };
      counts.reads++;
      const answer = await parts.reader.read(claim.installation, claim.subject, plan, signal);
      if (!answer.ok) return { kind: 'failed', doing: 'read', error: answer.error };
      const snapshot: Snapshot = answer.value;
      const facts = { ...snapshot.facts, presses: claim.presses };
      const step = parts.decide(facts, snapshot.published, snapshot.plan);
      switch (step.kind) {
        case 'read-again':
          plan = step.plan;
          break;
        case 'effects':
          plans.remember(claim.subject, step.next);
          return apply(claim, step, counts, signal);
      }
    }
    return { kind: 'given-up', reason: `The policy asked for other files after each of ${MOST_READS} reads` };
  }

  function later(claim: Claim, reason: string, at: Instant | null = null): TurnOutcome {
    return { kind: 'retry', at: at ?? instant(clock.now() + backoff(claim.attempts, random())), reason };
  }

  function afterFailure(claim: Claim, doing: 'read' | 'write', error: GitHubError): TurnOutcome {
    const subject = subjectKey(claim.subject);
    const lookAgain = instant(clock.now() + AFTER_REFUSAL);
    switch (error.kind) {
      case 'not-found':
        if (doing === 'read') return { kind: 'done', result: 'gone', verdict: null, wakeAt: null, wakes: [] };
        log.warn({ subject, error: error.message }, 'GitHub has nothing where the app wants to write');
        return { kind: 'done', result: 'refused', verdict: null, wakeAt: lookAgain, wakes: [] };
      case 'forbidden':
        log.warn(
          { subject, doing, permission: error.permission, error: error.message },
          'GitHub refuses this: the installation lacks a permission',
        );
        return { kind: 'done', result: 'refused', verdict: null, wakeAt: lookAgain, wakes: [] };
      case 'rate-limited':
        paused.set(claim.installation, error.retryAt);
        return later(claim, error.message, spread(error.retryAt));
      case 'conflict':
      case 'transient':
        return later(claim, error.message);
    }
  }

  /** What waited for one limit comes back over a few seconds, not at one moment. */
  function spread(at: Instant): Instant {
    return instant(at + Math.round(random() * 3_000));
  }

  function pauseOf(installation: InstallationId): Instant | null {
    const until = paused.get(installation);
    if (until === undefined) return null;
    if (until > clock.now()) return until;
    paused.delete(installation);
    return null;
  }

  async function turn(claim: Claim, counts: Counts, signal: AbortSignal): Promise<TurnOutcome> {
    const pausedUntil = pauseOf(claim.installation);
    if (pausedUntil !== null)
      return later(claim, 'The rate limit of this installation is used up', spread(pausedUntil));
    for (let conflicts = 0; ; conflicts++) {
      const result = await attempt(claim, counts, signal);
      switch (result.kind) {
        case 'applied':
          return {
            kind: 'done',
            result: result.writes === 0 ? 'unchanged' : 'published',
            verdict: result.step.outcome,
            wakeAt: result.step.wakeAt,
            wakes: result.step.wakes.map((subject) => ({
              subject,
              installation: claim.installation,
              press: null,
            })),
          };
        case 'given-up':
          return later(claim, result.reason);
        case 'failed': {
          const movedUnderUs =
            result.error.kind === 'conflict' ||
            (result.error.kind === 'not-found' && result.doing === 'write');
          if (!movedUnderUs || conflicts >= MOST_CONFLICTS)
            return afterFailure(claim, result.doing, result.error);
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
      outcome: outcome.kind === 'done' ? outcome.result : 'retry',
    };
    if (outcome.kind === 'done') log.info({ ...fields, verdict: outcome.verdict }, 'turn');
    else log.warn({ ...fields, at: new Date(outcome.at).toISOString(), reason: outcome.reason }, 'turn');
    return outcome;
  };
}
