import { describe, expect, it } from 'vitest';
import { type Instant, instant } from '../../../src/core/model/ids.ts';
import { GITHUB_LIMITS, swiftLane } from '../../../src/github/client/pacing.ts';
import { newInstallation } from '../fake-github.ts';

const START = instant(1_000_000);

function later(milliseconds: number): Instant {
  return instant(START + milliseconds);
}

describe('the swift lane', () => {
  const lane = () => swiftLane({ ...GITHUB_LIMITS, concurrency: 8, writesPerMinute: 4 });

  it('takes half of a minute’s budget, and again when the minute is over', () => {
    const swift = lane();
    const one = newInstallation();
    const enter = (now: Instant) => {
      const entered = swift.enter(one, 'writes', now);
      if (entered) swift.done(one);
      return entered;
    };
    expect([START, START, START, later(59_999), later(60_000)].map(enter)).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
  });

  it('keeps kinds and installations apart', () => {
    const swift = lane();
    const one = newInstallation();
    swift.enter(one, 'writes', START);
    swift.enter(one, 'writes', START);
    expect(swift.enter(one, 'writes', START)).toBe(false);
    expect(swift.enter(one, 'reads', START)).toBe(true);
    expect(swift.enter(newInstallation(), 'writes', START)).toBe(true);
  });

  it('has half of the places, and a request that is done gives its place back', () => {
    const swift = lane();
    const one = newInstallation();
    const entered = Array.from({ length: 5 }, () => swift.enter(one, 'reads', START));
    expect(entered).toEqual([true, true, true, true, false]);
    swift.done(one);
    expect(swift.enter(one, 'reads', START)).toBe(true);
  });
});
