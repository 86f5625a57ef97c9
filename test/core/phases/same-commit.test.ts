// A1: the ways in which a newer run on a commit let another pull request through.
import { describe, expect, it } from 'vitest';
import { healsAfterTurnsTogether, holdsLaw } from './same-commit-law.ts';
import { SameCommitWorld } from './same-commit-world.ts';

describe('A1: the newest run on a commit', () => {
  it('is never weaker than the strictest verdict there, and is exactly that once all is quiet', () => {
    holdsLaw(150);
  });

  it('is right in the end where turns are made at the same moment', () => {
    healsAfterTurnsTogether(100);
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

  it('wakes one that shows no run into whichever base it goes, because the delivery that told of it may be lost', () => {
    const world = new SameCommitWorld(2, false);
    world.edit(0, { isOpen: true });
    world.settle();
    world.edit(0, { base: 'develop' });
    world.settle();
    expect(world.newest()).toBe('neutral');
    world.edit(1, { isOpen: true });
    world.queue.length = 0;
    world.edit(0, {});
    expect(world.settle()).toBeLessThanOrEqual(4);
    expect(world.newest()).toBe('failure');
  });

  it('wakes one that never shows a run no more than once a turn', () => {
    const world = new SameCommitWorld(2, false);
    world.edit(0, { isOpen: true });
    world.edit(1, { isOpen: true, base: 'develop' });
    world.settle();
    world.edit(0, {});
    expect(world.settle()).toBe(2);
  });
});
