// How fast one installation may ask and write: bursts run at once, and only what exceeds GitHub's limits waits.
// Octokit's throttling puts a second between any two writes, three between comments; that is too slow for an emergency and
// guards against nothing that a budget per minute does not. Each limiter's budget is refilled once a minute.
import Bottleneck from 'bottleneck';

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

/** Makes the limiters of one app; they are kept apart by installation. */
export function pacing(limits: Limits): Pacing {
  const global = new Bottleneck.Group({ maxConcurrent: limits.concurrency, timeout: FORGOTTEN_AFTER });
  return {
    reading: { global, write: budget(limits.readsPerMinute) },
    writing: {
      global,
      write: budget(limits.writesPerMinute),
      notifications: budget(limits.commentsPerMinute),
    },
  };
}
