// How much one installation may ask and write in a minute, and at once. GitHub punishes what exceeds its own limits for minutes, so
// that it is refused here first, with the moment when it may come again: the worker waits for that, and a crash forgets nothing.
import { LruMap } from 'toad-cache';
import { type Instant, instant } from '../../core/model/ids.ts';
import type { InstallationId } from '../../reconcile/ports.ts';

export interface Limits {
  /** Requests at once. GitHub's secondary limit is 100, shared with the installation's token requests. */
  readonly atOnce: number;
  /** GraphQL queries and REST reads a minute, each one point of GitHub's 2,000. */
  readonly readsPerMinute: number;
  /** REST writes a minute, each five points of GitHub's 900. */
  readonly writesPerMinute: number;
  /** New comments a minute, which GitHub also counts as content creation. Each is a write besides. */
  readonly commentsPerMinute: number;
}

export const GITHUB_LIMITS: Limits = {
  atOnce: 60,
  readsPerMinute: 2_000,
  writesPerMinute: 180,
  commentsPerMinute: 80,
};

export type RequestKind = 'read' | 'write' | 'comment';

/** A budget that is used up: what it is, for people, and when it is back. */
export interface UsedUp {
  readonly what: string;
  readonly until: Instant;
  /** Whether other requests may still go. */
  readonly only?: 'comments';
}

export interface Budgets {
  /** Counts one more request; null: it may go at once, and `done` has to follow. Otherwise nothing was counted. */
  take(installation: InstallationId, kind: RequestKind, now: Instant): UsedUp | null;
  done(installation: InstallationId): void;
}

interface Spending {
  /** When the minute began. */
  since: Instant;
  open: number;
  reads: number;
  writes: number;
  comments: number;
}

const MINUTE = 60_000;
/** A request takes less than this as a rule. */
const SECOND = 1_000;
/** Installations whose spending is remembered. */
const INSTALLATIONS = 1_000;

/** Makes the budgets of one app. A burst within them goes at once; nothing is spaced out. */
export function budgets(limits: Limits): Budgets {
  const installations = new LruMap<Spending>(INSTALLATIONS);

  function spendingOf(installation: InstallationId, now: Instant): Spending {
    const key = String(installation);
    const known = installations.get(key);
    const isOver = known === undefined || now - known.since >= MINUTE;
    const spending = isOver
      ? { since: now, open: known?.open ?? 0, reads: 0, writes: 0, comments: 0 }
      : known;
    if (isOver) installations.set(key, spending);
    return spending;
  }

  function usedUp({ since, open, reads, writes, comments }: Spending, kind: RequestKind, now: Instant) {
    const until = instant(since + MINUTE);
    if (open >= limits.atOnce)
      return { what: `${limits.atOnce} requests at once`, until: instant(now + SECOND) };
    if (kind === 'read')
      return reads < limits.readsPerMinute
        ? null
        : { what: `${limits.readsPerMinute} reads a minute`, until };
    if (writes >= limits.writesPerMinute) return { what: `${limits.writesPerMinute} writes a minute`, until };
    return kind === 'write' || comments < limits.commentsPerMinute
      ? null
      : { what: `${limits.commentsPerMinute} comments a minute`, until, only: 'comments' as const };
  }

  return {
    take(installation, kind, now) {
      const spending = spendingOf(installation, now);
      const exceeded = usedUp(spending, kind, now);
      if (exceeded !== null) return exceeded;
      spending.open += 1;
      if (kind === 'read') spending.reads += 1;
      else spending.writes += 1;
      if (kind === 'comment') spending.comments += 1;
      return null;
    },
    done(installation) {
      const spending = installations.get(String(installation));
      if (spending !== undefined) spending.open -= 1;
    },
  };
}
