// A branch: judged by its name and its beginning while no pull request carries it; a production branch wakes what waits for it.
import { matchesAny } from '../branches/patterns.ts';
import { lacksAny, type Need } from '../case/need.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import type { Subject } from '../model/ids.ts';
import { sameLabel } from '../model/same-label.ts';
import type { Policy } from '../policy/policy.ts';
import { branchWithoutPull } from '../show/branch.ts';
import { withoutPolicy } from '../show/not-a-hotfix.ts';
import { developBranches, productionBranches } from './compared-branches.ts';
import type { Look, PhaseDecision } from './look.ts';

/** Hotfixes that go into this branch: a change of their base concerns them, and no other pull request. */
function concerned(branch: BranchFacts, { branches, labels }: Policy): BranchFacts['incoming'] {
  if (!matchesAny(branches.production, branch.branch)) return [];
  return branch.incoming.filter(
    (pull) =>
      matchesAny(branches.hotfix, pull.branch) || pull.labels.some((name) => sameLabel(name, labels.hotfix)),
  );
}

export function ofBranch({
  change,
  facts,
  published,
  plan,
  reading,
  rules,
}: Look<BranchFacts>): PhaseDecision {
  const quiet = { kind: 'decided', wakes: [], wakeAt: null } as const;
  if (reading.kind === 'none') {
    const desired = withoutPolicy(change, facts, published);
    return { ...quiet, desired, needs: null, outcome: 'no-policy' };
  }
  const { policy, problems } = reading;
  const evaluation = evaluate(facts, policy, problems, rules);
  const isHotfix = evaluation.recognition.hotfix;
  const compared = [...developBranches(facts, policy), ...productionBranches(facts, policy)];
  const needs: readonly Need[] = isHotfix ? [...evaluation.needs, ...compared] : evaluation.needs;
  if (lacksAny(plan, needs)) return { kind: 'lacks', needs };
  const numbers = [...change.pulls, ...concerned(change, policy).map(({ number }) => number)];
  return {
    ...quiet,
    desired: branchWithoutPull(change, facts, published, policy, evaluation),
    wakes: numbers.map((number): Subject => ({ kind: 'pull', repository: facts.repository.id, number })),
    needs: [...needs, ...compared],
    outcome: !isHotfix ? 'not-a-hotfix' : evaluation.conclusion === 'success' ? 'met' : 'unmet',
  };
}
