// The law of the newest run, on random stories of several pull requests of one commit.
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Pull, SameCommitWorld } from './same-commit-world.ts';

const PULLS = 3;

type Act = { readonly edit: Partial<Pull>; readonly at: number } | { readonly turn: number };

const edits: fc.Arbitrary<Partial<Pull>> = fc.constantFrom<Partial<Pull>>(
  { isOpen: true },
  { isOpen: true },
  { isOpen: false },
  { isApproved: true },
  { isApproved: true },
  { isApproved: false },
  { isDraft: true },
  { isDraft: false },
  { base: 'main' },
  { base: 'develop' },
  { isLabelled: true },
  { isLabelled: false },
);
const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    fc.record({ edit: edits, at: fc.nat({ max: PULLS - 1 }) }),
    fc.record({ turn: fc.nat({ max: 9 }) }),
  ),
  { maxLength: 20 },
);

/** How they are opened, one after the other; most are. */
const beginnings: fc.Arbitrary<readonly Partial<Pull>[]> = fc.array(
  fc.record({
    isOpen: fc.constantFrom(true, true, true, false),
    isApproved: fc.boolean(),
    isLabelled: fc.constantFrom(true, true, false),
    isDraft: fc.boolean(),
  }),
  { minLength: PULLS, maxLength: PULLS },
);

function isKept(world: SameCommitWorld): void {
  if (world.strictestJudged() === 'failure') expect(world.newest()).toBe('failure');
}

type Turn = (world: SameCommitWorld, place: number) => void;

function play(numRuns: number, turn: Turn, afterEach: (world: SameCommitWorld) => void): void {
  fc.assert(
    fc.property(beginnings, acts, fc.boolean(), (first, story, everywhere) => {
      const world = new SameCommitWorld(PULLS, everywhere);
      for (const [at, change] of first.entries()) {
        world.edit(at, change);
        turn(world, 0);
        afterEach(world);
      }
      for (const act of story) {
        if ('edit' in act) world.edit(act.at, act.edit);
        else {
          turn(world, act.turn);
          afterEach(world);
        }
      }
      world.settle(() => afterEach(world));
      const strictest = world.strictestJudged();
      // What is not a hotfix shows nothing unless the policy asks for it, so then nothing is released either.
      if (strictest !== null && strictest !== 'neutral') expect(world.newest()).toBe(strictest);
    }),
    { numRuns },
  );
}

/** After every turn the newest run is not weaker than the strictest verdict; once nobody waits it is exactly that. */
export function holdsLaw(numRuns: number): void {
  play(numRuns, (world, place) => world.turn(place), isKept);
}

/** Turns that miss what the other writes wake each other: once nobody waits, the newest run is right all the same. */
export function healsAfterTurnsTogether(numRuns: number): void {
  play(
    numRuns,
    (world, place) => world.turnsTogether([place, place + 1]),
    () => {},
  );
}
