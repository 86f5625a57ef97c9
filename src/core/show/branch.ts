// What GitHub should show for a branch that no open pull request carries.
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { Policy } from '../policy/policy.ts';
import { hotfixChecks } from './check-run.ts';
import { type Desired, NOTHING_DESIRED, type Published } from './effects.ts';
import { branchThatIsNotAHotfix, isCarried } from './not-a-hotfix.ts';
import { renderCheck } from './texts/check.ts';

/**
 * A branch is spoken to only where something is wrong, or was: the check then stands on its head, where the pull request will
 * find it and go on with it.
 */
export function branchWithoutPull(
  branch: BranchFacts,
  facts: Facts,
  published: Published,
  policy: Policy,
  evaluation: Evaluation,
): Desired {
  const { recognition, conclusion } = evaluation;
  if (!recognition.hotfix) return branchThatIsNotAHotfix(branch, facts, published, recognition.reason);
  if (isCarried(branch)) return NOTHING_DESIRED;
  if (conclusion === 'success' && published.checks.length === 0) return NOTHING_DESIRED;
  const checks = hotfixChecks(facts, published, conclusion, renderCheck(evaluation, facts, policy));
  return { ...NOTHING_DESIRED, checks };
}
