// A pull request that is open: judged as a hotfix where it is one, and as a change of the policy where it is that.
import { lacksAny, type Need } from '../case/need.ts';
import { type Evaluation, evaluate } from '../evaluation/evaluate.ts';
import { subjectOf } from '../model/facts/facts.ts';
import type { PullFacts } from '../model/facts/pull.ts';
import { type Instant, instant } from '../model/ids.ts';
import type { PolicyReading } from '../policy/policy.ts';
import { pressButtons } from '../show/buttons.ts';
import { withoutPolicy } from '../show/not-a-hotfix.ts';
import { openPull } from '../show/open-pull.ts';
import { passportDue } from '../show/plan/conversation.ts';
import { developBranches } from './compared-branches.ts';
import type { Look, PhaseDecision } from './look.ts';
import { policyChange } from './policy-change.ts';
import { lookWhileHeld, othersToWake } from './same-commit.ts';

/** An open hotfix is looked at this often even when no delivery tells of it: one may have been lost. */
const SWEEP = 60 * 60_000;

/** When time alone may change something: the earliest of the verdicts' moments, a headline that waits, and the next sweep. */
function nextLook(now: Instant, { findings }: Evaluation, passport: Instant | null): Instant {
  const moments = [passport, ...findings.map(({ until }) => until)];
  return instant(Math.min(now + SWEEP, ...moments.filter((at) => at !== null && at > now).map(Number)));
}

function judge(
  { change, facts, published, plan, rules }: Look<PullFacts>,
  { policy, problems }: Extract<PolicyReading, { kind: 'policy' }>,
): PhaseDecision {
  const evaluation = evaluate(facts, policy, problems, rules);
  const isHotfix = evaluation.recognition.hotfix;
  const pressers = pressButtons(change, facts, policy, evaluation).people;
  const branches = developBranches(facts, policy);
  const needs: readonly Need[] = [
    ...evaluation.needs,
    ...pressers.map((login): Need => ({ kind: 'permission', login })),
    ...(isHotfix ? branches : []),
  ];
  if (lacksAny(plan, needs)) return { kind: 'lacks', needs };
  const desired = openPull(change, facts, published, policy, evaluation);
  const passport = passportDue(desired.passport, published.passport, facts.now);
  return {
    kind: 'decided',
    desired,
    // What is written into the description is judged next, whether or not GitHub tells of the edit.
    wakes: desired.description === null ? [] : [subjectOf(facts)],
    wakeAt: isHotfix ? nextLook(facts.now, evaluation, passport) : null,
    // The repository's next pull request may be a hotfix: its branches are then compared in the first read.
    needs: isHotfix ? needs : [...needs, ...branches],
    outcome: !isHotfix ? 'not-a-hotfix' : evaluation.conclusion === 'success' ? 'met' : 'unmet',
  };
}

export function beforeMerge(look: Look<PullFacts>): PhaseDecision {
  const { change, facts, published, reading } = look;
  const ofPolicy = policyChange(look);
  if (ofPolicy.kind === 'lacks') return ofPolicy;
  const decided: PhaseDecision =
    reading.kind === 'policy'
      ? judge(look, reading)
      : {
          kind: 'decided',
          desired: withoutPolicy(change, facts, published),
          wakes: [],
          wakeAt: null,
          needs: null,
          outcome: 'no-policy',
        };
  if (decided.kind === 'lacks') return decided;
  const { desired, wakes, wakeAt } = decided;
  return {
    ...decided,
    desired: { ...desired, checks: [...desired.checks, ...ofPolicy.checks] },
    wakes: [...wakes, ...othersToWake(look, desired)],
    wakeAt: lookWhileHeld(look, desired, wakeAt),
  };
}
