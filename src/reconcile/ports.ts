// What the reconcile needs from the outside, in its own words. Each interface is as narrow as its one user needs.

import type { ReadPlan } from '../core/case/need.ts';
import type { Facts } from '../core/model/facts/facts.ts';
import type { ButtonPress } from '../core/model/facts/people.ts';
import type { Instant, Subject } from '../core/model/ids.ts';
import type { Effect, EffectResult, Published } from '../core/show/effects.ts';
import type { Hint, Seen, WaitingHint } from './hints.ts';

/** GitHub's account of who installed the app; every request is made as one installation. */
export type InstallationId = number & { readonly __installation: never };

export function parseInstallationId(value: number): InstallationId | null {
  return Number.isSafeInteger(value) && value > 0 ? (value as InstallationId) : null;
}

export interface Snapshot {
  readonly facts: Facts;
  readonly published: Published;
  /** The plan that this snapshot answers. */
  readonly plan: ReadPlan;
  /** What deliveries may have promised. No rule sees it. */
  readonly seen: Seen;
}

/** Why GitHub did not do what it was asked. Only `transient` and `rate-limited` are worth trying again. */
export type GitHubError =
  | { readonly kind: 'not-found'; readonly message: string }
  | { readonly kind: 'forbidden'; readonly message: string; readonly permission: string | null }
  /** `only`: new comments alone are refused, by this app's own budget. Everything else may go on. */
  | {
      readonly kind: 'rate-limited';
      readonly message: string;
      readonly retryAt: Instant;
      readonly only?: 'comments';
    }
  | { readonly kind: 'conflict'; readonly message: string }
  | { readonly kind: 'transient'; readonly message: string };

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: GitHubError };

/** The signal tells that the turn is given up: its answer will not be used any more. */
export interface Reader {
  /** Reads one snapshot in one request. `not-found` when the subject or the repository is gone or out of reach. */
  read(
    installation: InstallationId,
    subject: Subject,
    plan: ReadPlan,
    signal: AbortSignal,
  ): Promise<Result<Snapshot>>;
}

export interface Writer {
  /** Makes one effect true. Doing it twice leaves what doing it once leaves. Never rejects for what GitHub answers. */
  apply(installation: InstallationId, effect: Effect, signal: AbortSignal): Promise<EffectResult>;
}

export interface Clock {
  now(): Instant;
}

export interface Timers {
  /** Calls back once after `milliseconds`, unless the returned function is called first. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Where events go. Fields never hold a secret or the text of a payload. pino has this shape. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Somebody should look at a subject. */
export interface Wake {
  readonly subject: Subject;
  readonly installation: InstallationId;
  /** The button of the subject's check that was pressed; null where none was. */
  readonly press: Omit<ButtonPress, 'id'> | null;
  /** What the delivery says is there, although a read may not show it yet. */
  readonly hints: readonly Hint[];
}

/** A delivery as it is kept: enough to know that it came and what it woke. */
export interface Delivery {
  /** `X-GitHub-Delivery`: a redelivery keeps it. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly receivedAt: Instant;
  readonly wakes: readonly Wake[];
}

export interface Inbox {
  /** Resolves once the delivery and what it wakes are on disk. A GUID seen before wakes again and is not stored twice. */
  accept(delivery: Delivery): Promise<void>;
}

/** One turn of work: the lease on a subject. `token` fences: a worker whose lease ran out cannot finish over its successor. */
export interface Claim {
  readonly subject: Subject;
  readonly installation: InstallationId;
  /** The generation that this turn serves: what is wanted later than it needs another turn. */
  readonly generation: number;
  readonly token: number;
  /** Failed turns since the last good one. */
  readonly attempts: number;
  /** Buttons that were pressed and not served yet. The turn that is finished has served them. */
  readonly presses: readonly ButtonPress[];
  /** What deliveries promised and no finished turn has served. */
  readonly hints: readonly WaitingHint[];
}

export interface WorkTable {
  /** Asks for a turn of each subject at `now`. What runs already is run once more after it. */
  want(wakes: readonly Wake[], now: Instant): Promise<void>;
  /** Leases up to `limit` subjects that are due at `now` and leased by nobody. */
  claim(now: Instant, leaseMilliseconds: number, limit: number): Promise<readonly Claim[]>;
  /** The turn is done. False when the lease had passed on: then nothing was changed. `wakeAt`: when to look again although nothing happened. */
  finish(claim: Claim, wakeAt: Instant | null): Promise<boolean>;
  /** The turn failed and is tried again at `at`. False as above. */
  retry(claim: Claim, at: Instant, reason: string): Promise<boolean>;
  /** The turn is not done, and did not fail: what it read lags behind its deliveries. Looked at again at `at`. False as above. */
  wait(claim: Claim, at: Instant): Promise<boolean>;
  /** Keeps the lease of a turn that takes long. False as above. */
  extend(claim: Claim, until: Instant): Promise<boolean>;
  /** When the next subject is due, or its lease runs out; null when nothing waits. */
  nextDue(): Promise<Instant | null>;
}
