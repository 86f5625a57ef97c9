import { describe, expect, it } from 'vitest';
import { durationText, hours, minutes, momentText, parseDuration } from '../../../src/core/model/duration.ts';
import { duration, instant } from '../../../src/core/model/ids.ts';

describe('lengths of time', () => {
  it.each([
    ['30m', minutes(30)],
    ['2h', hours(2)],
    [' 2 hours ', hours(2)],
    ['1d', hours(24)],
    ['2w', hours(336)],
    ['90 min', minutes(90)],
    ['1 minute', minutes(1)],
    ['45 Minutes', minutes(45)],
    ['36H', hours(36)],
    ['1 hour', hours(1)],
    ['3 days', hours(72)],
    ['1 Week', hours(168)],
    ['5 months', null],
    ['0h', null],
    ['-1h', null],
    ['1.5h', null],
    ['3y', null],
    ['soon', null],
    ['2h 30m', null],
    ['', null],
    ['9'.repeat(100_000), null],
  ])('%j is %j', (text, length) => {
    expect(parseDuration(text)).toBe(length);
  });

  it.each([
    [minutes(30), '30 min'],
    [minutes(90), '90 min'],
    [hours(1), '1 h'],
    [hours(24), '24 h'],
    [hours(36), '36 h'],
    [hours(48), '2 days'],
    [duration(20_000), '0 min'],
  ])('%d reads %j', (length, text) => {
    expect(durationText(length)).toBe(text);
  });

  it('a moment of another day has its date', () => {
    const night = instant(Date.UTC(2026, 0, 10, 23, 50));
    expect(momentText(night, night)).toBe('23:50 UTC');
    expect(momentText(instant(night + 20 * 60_000), night)).toBe('11 January, 00:10 UTC');
  });
});
