// A1: whatever several pull requests of one commit go through, the newest run never lets through what one of them keeps.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

function holdsLaw(world: SameCommitWorld): void {
  if (world.strictestJudged() === 'failure') expect(world.newest()).toBe('failure');
}

describe('A1: the newest run on a commit', () => {
  it('is never weaker than the strictest verdict there, and is exactly that once all is quiet', () => {
    fc.assert(
      fc.property(beginnings, acts, fc.boolean(), (first, story, everywhere) => {
        const world = new SameCommitWorld(PULLS, everywhere);
        for (const [at, change] of first.entries()) {
          world.edit(at, change);
          world.turn();
          holdsLaw(world);
        }
        for (const act of story) {
          if ('edit' in act) world.edit(act.at, act.edit);
          else {
            world.turn(act.turn);
            holdsLaw(world);
          }
        }
        world.settle(() => holdsLaw(world));
        const strictest = world.strictestJudged();
        // What is not a hotfix shows nothing unless the policy asks for it, so then nothing is released either.
        if (strictest !== null && strictest !== 'neutral') expect(world.newest()).toBe(strictest);
      }),
      { numRuns: 200 },
    );
  });

  /** The first is not approved and shows so; the second has the same commit. */
  function twoOfOneCommit(everywhere = false): SameCommitWorld {
    const world = new SameCommitWorld(2, everywhere);
    world.edit(0, { isOpen: true });
    world.settle();
    world.edit(1, { isOpen: true, isApproved: true });
    world.settle();
    expect(world.newest()).toBe('failure');
    return world;
  }

  it.each([
    ['retargeted', { base: 'develop' }],
    ['unlabelled', { isLabelled: false }],
    ['turned into a draft', { isDraft: true }],
    ['closed', { isOpen: false }],
    ['retargeted as a draft', { base: 'develop', isDraft: true }],
  ] as const)('stays red for one pull request when another is %s', (_, change) => {
    for (const everywhere of [false, true]) {
      const world = twoOfOneCommit(everywhere);
      world.edit(1, change);
      world.settle();
      expect(world.newest()).toBe('failure');
      expect(world.newestOwner()).toBe('acme/shop#12');
    }
  });

  it('stays red when a second one is retargeted, whichever of them is judged first', () => {
    for (const place of [0, 1]) {
      const world = twoOfOneCommit();
      world.edit(0, {});
      world.edit(1, { base: 'develop' });
      world.turn(place);
      expect(world.newest()).toBe('failure');
      world.settle();
      expect(world.newest()).toBe('failure');
    }
  });

  it('is red for a draft, so that nothing opens when it is marked ready', () => {
    const world = new SameCommitWorld(1, false);
    world.edit(0, { isOpen: true, isDraft: true });
    world.settle();
    expect(world.newest()).toBe('failure');
    world.edit(0, { isDraft: false });
    expect(world.newest()).toBe('failure');
  });

  it('turns green once all are ready, and when the last that is not is closed or retargeted', () => {
    for (const change of [{ isApproved: true }, { isOpen: false }, { base: 'develop' }] as const) {
      const world = twoOfOneCommit();
      world.edit(0, change);
      world.settle();
      expect(world.newest()).toBe('success');
    }
  });

  it('is not released by one while another has not been judged', () => {
    const world = new SameCommitWorld(2, false);
    world.edit(0, { isOpen: true });
    world.settle();
    world.edit(1, { isOpen: true });
    world.edit(0, { isApproved: true });
    world.turn(1);
    expect(world.newest()).toBe('failure');
    world.settle();
    expect(world.newest()).toBe('failure');
    expect(world.newestOwner()).toBe('acme/shop#13');
    world.edit(1, { isLabelled: false });
    world.settle();
    expect(world.newest()).toBe('success');
  });

  it('wakes the others once for each change of a verdict, and nobody when nothing changed', () => {
    const world = twoOfOneCommit();
    world.edit(0, { isApproved: true });
    expect(world.settle()).toBeLessThanOrEqual(3);
    world.edit(0, {});
    expect(world.settle()).toBe(1);
  });
});
