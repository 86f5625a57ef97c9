// What comes after an attempt: the turn is done, or comes back and when.

import { type Instant, instant, subjectKey } from '../core/model/ids.ts';
import type { EffectsStep } from './attempt.ts';
import { backoff } from './backoff.ts';
import { pauses } from './pauses.ts';
import type { Claim, Clock, GitHubError, Log, Wake } from './ports.ts';
import type { Failure } from './write-groups.ts';

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

/** Somebody else wrote at the same moment: what GitHub shows is read anew and decided anew. */
const MOST_CONFLICTS = 3;
/** A conflict that meets so many turns in a row is not somebody else's write but a refusal. */
const CONFLICTING_TURNS = 6;
/** A missing permission is granted by people, who then push or comment anyway. */
const AFTER_REFUSAL = 60 * 60_000;

export interface WhatNext {
  /** Comes back at the given time, or as soon as its attempts let it. */
  later(claim: Claim, reason: string, at?: Instant): TurnOutcome;
  /** When the installation's pause ends; null where there is none. */
  pausedUntil(claim: Claim): Instant | null;
  afterUnread(claim: Claim, error: GitHubError): TurnOutcome;
  /**
   * What comes of a turn whose writes did not all succeed; null: read and decide once more.
   *
   * @param conflicts how many attempts of this turn met a conflict before this one
   */
  afterFailure(
    claim: Claim,
    step: EffectsStep,
    failure: Failure,
    conflicts: number,
    wakes: readonly Wake[],
  ): TurnOutcome | null;
}

/** @param random 0 (included) to 1 (excluded) */
export function whatNext(clock: Clock, random: () => number, log: Log): WhatNext {
  const pause = pauses(clock, random);

  function later(claim: Claim, reason: string, at?: Instant): TurnOutcome {
    return { kind: 'retry', at: at ?? instant(clock.now() + backoff(claim.attempts, random())), reason };
  }

  function paused(claim: Claim, reason: string, until: Instant): TurnOutcome {
    pause.begin(claim.installation, until);
    return later(claim, reason, pause.endOf(claim.installation) ?? undefined);
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

  function afterFailure(
    claim: Claim,
    step: EffectsStep,
    { result }: Failure,
    conflicts: number,
    wakes: readonly Wake[],
  ): TurnOutcome | null {
    switch (result.kind) {
      case 'limited':
        // A flood of comments to answer must hold up nobody's verdict: what is wanted meanwhile is looked at.
        return result.only === 'comments'
          ? { kind: 'wait', at: result.until, wakes }
          : paused(claim, result.why, result.until);
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

  return { later, pausedUntil: ({ installation }) => pause.endOf(installation), afterUnread, afterFailure };
}
