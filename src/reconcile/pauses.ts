// A rate limit is the installation's: its other subjects need not run into it one by one.
import { type Instant, instant } from '../core/model/ids.ts';
import type { Clock, InstallationId } from './ports.ts';

export interface Pauses {
  /** Nothing is asked for this installation until then. */
  begin(installation: InstallationId, until: Instant): void;
  /** When to come back; null where there is no pause. What waits for one limit comes back over a few seconds, not at one moment. */
  endOf(installation: InstallationId): Instant | null;
}

/** @param random 0 (included) to 1 (excluded) */
export function pauses(clock: Clock, random: () => number): Pauses {
  const paused = new Map<InstallationId, Instant>();
  return {
    begin: (installation, until) => void paused.set(installation, until),
    endOf(installation) {
      const until = paused.get(installation);
      if (until === undefined) return null;
      if (until > clock.now()) return instant(until + Math.round(random() * 3_000));
      paused.delete(installation);
      return null;
    },
  };
}
