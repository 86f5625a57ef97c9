// Snapshots for the tests of the loop: a pull request on which nothing of the app is shown.
import type { ReadPlan } from '../../src/core/case/need.ts';
import { headOf } from '../../src/core/model/facts/facts.ts';
import { NOTHING_PUBLISHED } from '../../src/core/show/effects.ts';
import { onlyHead } from '../../src/reconcile/hints.ts';
import type { Snapshot } from '../../src/reconcile/ports.ts';
import { facts } from '../support/facts.ts';

export function snapshotOf(plan: ReadPlan, change: Partial<Snapshot> = {}): Snapshot {
  const all = facts();
  return { facts: all, published: NOTHING_PUBLISHED, plan, seen: onlyHead(headOf(all.change)), ...change };
}
