// The machine's clock and timers, behind the ports that tests replace.
import { instant } from './core/model/ids.ts';
import type { Clock, Timers } from './reconcile/ports.ts';

export const systemClock: Clock = { now: () => instant(Date.now()) };

export const systemTimers: Timers = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
