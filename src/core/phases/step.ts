// One decision: from a snapshot to the writes that are due, or to what must be read before anything can be said.
import { type Need, nextPlan, planOf, type ReadPlan } from '../case/need.ts';
import type { Rule } from '../case/rule.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { Instant, Subject } from '../model/ids.ts';
import type { PolicyReading } from '../policy/policy.ts';
import type { EffectGroup, Published } from '../show/effects.ts';
import { plan as planEffects } from '../show/plan/plan.ts';
import { afterMerge } from './after-merge.ts';
import { beforeMerge } from './before-merge.ts';
import { ofBranch } from './branch.ts';
import type { Look, Outcome, PhaseDecision, ReadPolicy } from './look.ts';

export type Step =
  | { readonly kind: 'read-again'; readonly plan: ReadPlan }
  | {
      readonly kind: 'effects';
      /** In the order in which they are written. */
      readonly groups: readonly EffectGroup[];
      /** Subjects that should be looked at because of this one. */
      readonly wakes: readonly Subject[];
      /** When to look again although nothing happened; null: when something happens. */
      readonly wakeAt: Instant | null;
      /** What the next read should bring. */
      readonly next: ReadPlan;
      readonly outcome: Outcome;
    };

/** The phase of a subject's life, chosen here and nowhere else. */
function decidePhase(look: Look): PhaseDecision {
  const { change } = look;
  switch (change.kind) {
    case 'branch':
      return ofBranch({ ...look, change });
    case 'pull':
      switch (change.state) {
        case 'unopened':
        case 'open':
          return beforeMerge({ ...look, change });
        case 'closed':
        case 'merged':
          return afterMerge({ ...look, change });
      }
  }
}

/** The files that a policy names and that were not read, beside all that was. */
function planWithFiles(
  plan: ReadPlan,
  { paths, organisationPaths }: Extract<PolicyReading, { kind: 'needs-files' }>,
): ReadPlan {
  return planOf(
    plan.values(),
    paths.map((path): Need => ({ kind: 'base-file', path })),
    organisationPaths.map((path): Need => ({ kind: 'organisation-file', path })),
  );
}

/**
 * Decides what one snapshot calls for.
 * @param plan what the snapshot was asked for
 * @param readPolicy reads the policy out of the base branch's files; memoised by its owner, since it rarely changes
 * @param rules all rules that there are
 */
export function decide(
  facts: Facts,
  published: Published,
  plan: ReadPlan,
  readPolicy: ReadPolicy,
  rules: readonly Rule[],
): Step {
  const reading = readPolicy(facts.files);
  if (reading.kind === 'needs-files') return { kind: 'read-again', plan: planWithFiles(plan, reading) };
  const decision = decidePhase({ facts, change: facts.change, published, plan, reading, readPolicy, rules });
  switch (decision.kind) {
    case 'lacks':
      return { kind: 'read-again', plan: nextPlan(plan, decision.needs) };
    case 'decided': {
      const { desired, wakes, wakeAt, needs, outcome } = decision;
      const groups = planEffects(facts, desired, published);
      return {
        kind: 'effects',
        groups,
        wakes,
        wakeAt,
        next: needs === null ? plan : nextPlan(plan, needs),
        outcome,
      };
    }
  }
}
