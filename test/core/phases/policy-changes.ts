// Looks at a pull request that changes the policy, as the phase before the merge does.
import { planOf } from '../../../src/core/case/need.ts';
import type { Facts } from '../../../src/core/model/facts/facts.ts';
import type { PullFacts } from '../../../src/core/model/facts/pull.ts';
import type { ReadPolicy } from '../../../src/core/phases/look.ts';
import { type PolicyChange, policyChange } from '../../../src/core/phases/policy-change.ts';
import { NOTHING_PUBLISHED } from '../../../src/core/show/effects.ts';
import { rules } from '../../support/policy.ts';

export const NONE: PolicyChange = { kind: 'checks', checks: [] };

export function lacking(...paths: readonly string[]): PolicyChange {
  return { kind: 'lacks', needs: paths.map((path) => ({ kind: 'head-file', path })) };
}

export function changeOf(change: PullFacts, facts: Facts, readPolicy: ReadPolicy): PolicyChange {
  const reading = readPolicy(facts.files);
  if (reading.kind === 'needs-files') throw new Error(`not read: ${reading.paths.join(', ')}`);
  const plan = planOf();
  return policyChange({ facts, change, published: NOTHING_PUBLISHED, plan, reading, readPolicy, rules });
}
