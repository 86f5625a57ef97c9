// What a phase of a subject's life looks at, and what it makes of it.
import type { Need, ReadPlan } from '../case/need.ts';
import type { Rule } from '../case/rule.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PolicyFiles } from '../model/facts/repository.ts';
import type { Instant, Subject } from '../model/ids.ts';
import type { PolicyReading } from '../policy/policy.ts';
import type { Desired, Published } from '../show/effects.ts';

export type ReadPolicy = (files: PolicyFiles) => PolicyReading;

/** One look at one subject. `Change` is what the phase is about. */
export interface Look<Change = Facts['change']> {
  readonly facts: Facts;
  readonly change: Change;
  readonly published: Published;
  /** What the snapshot was asked for. */
  readonly plan: ReadPlan;
  /** The policy of the base branch. */
  readonly reading: Exclude<PolicyReading, { kind: 'needs-files' }>;
  readonly readPolicy: ReadPolicy;
  /** All rules that there are. */
  readonly rules: readonly Rule[];
}

/** For the log: what was decided. */
export type Outcome = 'no-policy' | 'not-a-hotfix' | 'met' | 'unmet' | 'closed' | 'merged';

export type PhaseDecision =
  /** These have to be read before anything can be said. */
  | { readonly kind: 'lacks'; readonly needs: readonly Need[] }
  | {
      readonly kind: 'decided';
      readonly desired: Desired;
      /** Subjects that should be looked at because of this one. */
      readonly wakes: readonly Subject[];
      /** When to look again although nothing happened; null: when something happens. */
      readonly wakeAt: Instant | null;
      /** What the next look needs, besides what lasts of this one's plan. Null keeps the plan as it is. */
      readonly needs: readonly Need[] | null;
      readonly outcome: Outcome;
    };
