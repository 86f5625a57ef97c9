// How fast one installation may ask and write: bursts run at once, and only what exceeds GitHub's limits waits.
// Octokit's throttling puts a second between any two writes, three between comments; that is too slow for an emergency and
// guards against nothing that a budget per minute does not. Each limiter's budget is refilled once a minute.
import Bottleneck from 'bottleneck';
import { LruMap } from 'toad-cache';
import type { Instant } from '../../core/model/ids.ts';
import type { InstallationId } from '../../reconcile/ports.ts';

export interface Limits {
  /** Requests at once. GitHub's secondary limit is 100, shared with the installation's token requests. */
  readonly concurrency: number;
  /** GraphQL queries a minute, each one point of GitHub's 2,000. */
  readonly readsPerMinute: number;
  /** REST writes a minute, each five points of GitHub's 900. */
  readonly writesPerMinute: number;
  /** New comments a minute, which GitHub counts as content creation. */
  readonly commentsPerMinute: number;
}

export const GITHUB_LIMITS: Limits = {
  concurrency: 60,
  readsPerMinute: 2_000,
  writesPerMinute: 180,
  commentsPerMinute: 80,
};

const MINUTE = 60_000;
/** Installations whose spending is remembered. */
const INSTALLATIONS = 1_000;
/** An unused limiter is dropped after this long; never before its budget would be full again anyway. */
const FORGOTTEN_AFTER = 2 * MINUTE;

function budget(perMinute: number): Bottleneck.Group {
  return new Bottleneck.Group({
    reservoir: perMinute,
    reservoirRefreshAmount: perMinute,
    reservoirRefreshInterval: MINUTE,
    timeout: FORGOTTEN_AFTER,
  });
}

export interface Pacing {
  /** The throttling's settings for reads. Its group for writes takes GraphQL in too, because it is posted. */
  readonly reading: { readonly global: Bottleneck.Group; readonly write: Bottleneck.Group };
  readonly writing: Pacing['reading'] & { readonly notifications: Bottleneck.Group };
}

/** Makes the limiters of one app, with half of each budget; the other half is the swift lane's. They are kept apart by installation. */
export function pacing(limits: Limits): Pacing {
  const global = new Bottleneck.Group({
    maxConcurrent: Math.ceil(limits.concurrency / 2),
    timeout: FORGOTTEN_AFTER,
  });
  return {
    reading: { global, write: budget(Math.ceil(limits.readsPerMinute / 2)) },
    writing: {
      global,
      write: budget(Math.ceil(limits.writesPerMinute / 2)),
      notifications: budget(Math.ceil(limits.commentsPerMinute / 2)),
    },
  };
}

/**
 * The share of an installation's limits that is used without waiting. Bottleneck passes through several timers for each job,
 * which costs 15 ms a request even when nothing waits (measured): half of each limit is therefore given out by counting,
 * and only what exceeds it is queued.
 */
export interface SwiftLane {
  /** Whether one more request may go at once; then `done` has to follow. */
  enter(installation: InstallationId, kind: keyof PerMinute, now: Instant): boolean;
  done(installation: InstallationId): void;
}

interface PerMinute {
  reads: number;
  writes: number;
  comments: number;
}

interface Spending {
  since: Instant;
  readonly spent: PerMinute;
  open: number;
}

export function swiftLane(limits: Limits): SwiftLane {
  const most: PerMinute = {
    reads: Math.floor(limits.readsPerMinute / 2),
    writes: Math.floor(limits.writesPerMinute / 2),
    comments: Math.floor(limits.commentsPerMinute / 2),
  };
  const mostOpen = Math.floor(limits.concurrency / 2);
  const installations = new LruMap<Spending>(INSTALLATIONS);
  return {
    enter(installation, kind, now) {
      const key = String(installation);
      const known = installations.get(key) ?? {
        since: now,
        spent: { reads: 0, writes: 0, comments: 0 },
        open: 0,
      };
      if (now - known.since >= MINUTE) {
        known.since = now;
        Object.assign(known.spent, { reads: 0, writes: 0, comments: 0 });
      }
      installations.set(key, known);
      if (known.open >= mostOpen || known.spent[kind] >= most[kind]) return false;
      known.open += 1;
      known.spent[kind] += 1;
      return true;
    },
    done(installation) {
      const known = installations.get(String(installation));
      if (known !== undefined) known.open -= 1;
    },
  };
}
