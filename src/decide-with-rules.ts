// Binds the core's decision to the rules that exist and to a memory of the policies that were read.

import { decide } from './core/phases/step.ts';
import { readPolicy } from './core/policy/policy-file.ts';
import { discoverRules } from './discover-rules.ts';
import type { Decide } from './reconcile/attempt.ts';
import { policyMemory } from './reconcile/policy-memory.ts';

export async function decideWithRules(): Promise<Decide> {
  const rules = await discoverRules();
  const policyOf = policyMemory((files) => readPolicy(files, rules));
  return (facts, published, plan) => decide(facts, published, plan, policyOf, rules);
}
