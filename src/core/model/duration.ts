// Lengths of time as people write them in a policy and read them in a check: `2h`, `90m`, `2d`.
import { type Duration, duration, type Instant } from './ids.ts';

/** One unit, no fractions, up to weeks. */
const WRITTEN = /^(\d{1,5}) ?(m|min|minutes?|h|hours?|d|days?|w|weeks?)$/i;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** By the first letter of the unit. */
const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

/** Parses `30m`, `2h`, `2 days`; null for anything else. */
export function parseDuration(text: string): Duration | null {
  const [, count = '', unit = ''] = WRITTEN.exec(text.trim()) ?? [];
  const length = Number(count) * (UNITS[unit.charAt(0).toLowerCase()] ?? 0);
  return length > 0 ? duration(length) : null;
}

export const minutes = (count: number): Duration => duration(count * MINUTE);
export const hours = (count: number): Duration => duration(count * HOUR);
export const days = (count: number): Duration => duration(count * DAY);

/** "30 min", "2 h", "36 h", "3 days": whole units, the largest that fits without a rest. */
export function durationText(length: Duration): string {
  if (length >= 2 * DAY && length % DAY === 0) return `${length / DAY} days`;
  if (length >= HOUR && length % HOUR === 0) return `${length / HOUR} h`;
  return `${Math.round(length / MINUTE)} min`;
}

/** "03:42 UTC", with the date where it is another day than `now`: "11 January, 03:42 UTC". */
export function momentText(moment: Instant, now: Instant): string {
  const iso = new Date(moment).toISOString();
  const time = `${iso.slice(11, 16)} UTC`;
  if (iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10)) return time;
  const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return `${date.format(moment)}, ${time}`;
}
