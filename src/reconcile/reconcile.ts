// One turn: reads what GitHub shows, has the core decide, writes the difference, and says when to look again.

import type { ReadPlan } from '../core/case/need.ts';
import type { Facts } from '../core/model/facts/facts.ts';
import { type Instant, instant, subjectKey } from '../core/model/ids.ts';
import type { Step } from '../core/phases/step.ts';
import type { Published } from '../core/show/effects.ts';
import { backoff } from './backoff.ts';
import { patience } from './hints.ts';
import { organisationNotices } from './organisation-notices.ts';
import { type OwnWrites, ownWrites } from './own-writes.ts';
import { pauses } from './pauses.ts';
import { planMemory } from './plan-memory.ts';
import type { Claim, Clock, GitHubError, Log, Reader, Snapshot, Wake, Writer } from './ports.ts';
import { type Failure, type Noted, writeGroups } from './write-groups.ts';

type EffectsStep = Extract<Step, { kind: 'effects' }>;

/** The core's decision with everything bound that stays the same from turn to turn. */
export type Decide = (facts: Facts, published: Published, plan: ReadPlan) => Step;

export type TurnOutcome =
  | {
      readonly kind: 'done';
      /** `gone`: GitHub does not have this subject. `refused`: a permission is missing, and trying again at once is no use. */
      readonly result: 'published' | 'unchanged' | 'gone' | 'refused';
      /** What the core made of the subject, for the log; null when it was not asked. */
      readonly verdict: EffectsStep['outcome'] | null;
      readonly wakeAt: Instant | null;
      readonly wakes: readonly Wake[];
    }
  /** What was read lags behind the deliveries: not done, and not failed. */
  | { readonly kind: 'wait'; readonly at: Instant; readonly wakes: readonly Wake[] }
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
/** A conflict that meets so many turns in a row is not somebody else's write but a refusal. */
const CONFLICTING_TURNS = 6;
/** A missing permission is granted by people, who then push or comment anyway. */
const AFTER_REFUSAL = 60 * 60_000;

type Attempt =
  | {
      readonly kind: 'written';
      readonly step: EffectsStep;
      readonly failures: readonly Failure[];
      /** When to read again, because the snapshot lags behind a delivery; null where it does not. */
      readonly until: Instant | null;
    }
  /** The snapshot lags behind a delivery, and nothing was made of it. */
  | { readonly kind: 'behind'; readonly until: Instant }
  | { readonly kind: 'unread'; readonly error: GitHubError }
  | { readonly kind: 'given-up'; readonly reason: string };

interface Counts {
  reads: number;
  writes: number;
}

const TOO_LONG: Attempt = { kind: 'given-up', reason: 'The turn took too long' };

/** The failure that decides what comes next: a limit or an outage waits, a conflict is read again, a refusal is left. */
function worstOf(failures: readonly Failure[]): Failure | null {
  const found = (kind: Failure['result']['kind']) => failures.find(({ result }) => result.kind === kind);
  return found('limited') ?? found('transient') ?? found('conflict') ?? found('refused') ?? null;
}

/** What a write leaves in the memory of the app's own writes. */
function noting(own: OwnWrites, { subject }: Claim): Noted {
  return (effect, result) => {
    if (result.kind === 'done') own.remember(subject, effect, result.made);
    if (result.kind === 'conflict') own.forget(subject, effect);
  };
}

/** As long as the snapshot lags behind a delivery, the turn is not done. */
function notBefore(until: Instant | null, outcome: TurnOutcome): TurnOutcome {
  if (until === null || outcome.kind !== 'done') return outcome;
  const { wakeAt, wakes } = outcome;
  return { kind: 'wait', at: wakeAt === null || wakeAt > until ? until : wakeAt, wakes };
}

/** Makes the turn that the worker runs for each claim. */
export function reconcile(parts: ReconcileParts): Turn {
  const { clock, log, random } = parts;
  const plans = planMemory();
  const own = ownWrites(clock);
  const pause = pauses(clock, random);
  const noteOrganisation = organisationNotices(log);

  async function attempt(claim: Claim, counts: Counts, signal: AbortSignal): Promise<Attempt> {
    let plan = plans.recall(claim.subject);
    for (let reads = 0; reads < MOST_READS; reads++) {
      if (signal.aborted) return TOO_LONG;
      counts.reads++;
      const answer = await parts.reader.read(claim.installation, claim.subject, plan, signal);
      const { until, judges } = patience(claim.hints, answer.ok ? answer.value.seen : null, clock.now());
      if (!answer.ok) {
        const isLate = answer.error.kind === 'not-found' && until !== null;
        return isLate ? { kind: 'behind', until } : { kind: 'unread', error: answer.error };
      }
      if (until !== null && !judges) return { kind: 'behind', until };
      const snapshot: Snapshot = own.over(claim.subject, answer.value);
      noteOrganisation(snapshot.facts);
      const facts = { ...snapshot.facts, presses: claim.presses };
      const step = parts.decide(facts, snapshot.published, snapshot.plan);
      switch (step.kind) {
        case 'read-again':
          plan = step.plan;
          break;
        case 'effects': {
          plans.remember(claim.subject, step.next);
          const { writes, failures } = await writeGroups(
            parts.writer,
            claim.installation,
            step.groups,
            noting(own, claim),
            signal,
          );
          counts.writes += writes;
          return signal.aborted ? TOO_LONG : { kind: 'written', step, failures, until };
        }
      }
    }
    return { kind: 'given-up', reason: `The policy asked for other files after each of ${MOST_READS} reads` };
  }

  function later(claim: Claim, reason: string, at: Instant | null = null): TurnOutcome {
    return { kind: 'retry', at: at ?? instant(clock.now() + backoff(claim.attempts, random())), reason };
  }

  function paused(claim: Claim, reason: string, until: Instant): TurnOutcome {
    pause.begin(claim.installation, until);
    return later(claim, reason, pause.endOf(claim.installation));
  }

  /** Nothing more can be done for it now: who pushes, comments or grants a permission wakes it, and so does the time. */
  function refused(verdict: EffectsStep['outcome'] | null, wakes: readonly Wake[]): TurnOutcome {
    const wakeAt = instant(clock.now() + AFTER_REFUSAL);
    return { kind: 'done', result: 'refused', verdict, wakeAt, wakes };
  }

  function afterUnread(claim: Claim, error: GitHubError): TurnOutcome {
    switch (error.kind) {
      case 'not-found':
        return { kind: 'done', result: 'gone', verdict: null, wakeAt: null, wakes: [] };
      case 'forbidden': {
        const { message, permission } = error;
        const fields = { subject: subjectKey(claim.subject), doing: 'read', permission, error: message };
        log.warn(fields, 'GitHub refuses this: the installation lacks a permission');
        return refused(null, []);
      }
      case 'rate-limited':
        return paused(claim, error.message, error.retryAt);
      case 'conflict':
      case 'transient':
        return later(claim, error.message);
    }
  }

  function wakesOf({ wakes }: EffectsStep, { installation }: Claim): readonly Wake[] {
    return wakes.map((subject) => ({ subject, installation, press: null, hints: [] }));
  }

  /** What comes of a turn whose writes did not all succeed; null: read and decide once more. */
  function afterFailures(
    claim: Claim,
    step: EffectsStep,
    { result }: Failure,
    conflicts: number,
    wakes: readonly Wake[],
  ): TurnOutcome | null {
    switch (result.kind) {
      case 'limited':
        return paused(claim, result.why, result.until);
      case 'transient':
        return later(claim, result.why);
      case 'conflict':
        if (conflicts < MOST_CONFLICTS) return null;
        if (claim.attempts < CONFLICTING_TURNS) return later(claim, result.why);
        return refused(step.outcome, wakes);
      case 'refused':
        return refused(step.outcome, wakes);
    }
  }

  function logFailures(claim: Claim, failures: readonly Failure[]): void {
    for (const { group, result } of failures) {
      const permission = result.kind === 'refused' ? result.permission : null;
      const fields = { subject: subjectKey(claim.subject), group, permission, error: result.why };
      log.warn(fields, `GitHub did not take the ${group}: ${result.kind}`);
    }
  }

  async function turn(claim: Claim, counts: Counts, signal: AbortSignal): Promise<TurnOutcome> {
    const pausedUntil = pause.endOf(claim.installation);
    if (pausedUntil !== null)
      return later(claim, 'The rate limit of this installation is used up', pausedUntil);
    for (let conflicts = 0; ; conflicts++) {
      const result = await attempt(claim, counts, signal);
      switch (result.kind) {
        case 'unread':
          return afterUnread(claim, result.error);
        case 'given-up':
          return later(claim, result.reason);
        case 'behind':
          return { kind: 'wait', at: result.until, wakes: [] };
        case 'written': {
          const { step, failures, until } = result;
          logFailures(claim, failures);
          const worst = worstOf(failures);
          if (worst === null) {
            const wrote = step.groups.length > 0 ? 'published' : 'unchanged';
            const wakes = wakesOf(step, claim);
            const { outcome: verdict, wakeAt } = step;
            return notBefore(until, { kind: 'done', result: wrote, verdict, wakeAt, wakes });
          }
          // Nobody need look at a verdict that is not shown: two that may not write theirs would wake each other for ever.
          const isJudged = failures.every(({ group }) => group !== 'verdict');
          const outcome = afterFailures(claim, step, worst, conflicts, isJudged ? wakesOf(step, claim) : []);
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
