// One decision: from a snapshot to the writes that are due, or to what must be read before anything can be said.

import { matchesAny } from '../branches/patterns.ts';
import { type Evaluation, evaluate } from '../evaluation/evaluate.ts';
import type { BranchFacts } from '../model/facts/branch.ts';
import type { Facts } from '../model/facts/facts.ts';
import type { PolicyFiles } from '../model/facts/repository.ts';
import { type Instant, instant, type Subject } from '../model/ids.ts';
import { sameLabel } from '../model/same-label.ts';
import type { Policy, PolicyReading } from '../policy/policy.ts';
import { pressButtons } from '../show/buttons.ts';
import { checkKey, desired, desiredWithoutPolicy } from '../show/desired.ts';
import type { CheckContent, Desired, Effect, Published } from '../show/effects.ts';
import { plan } from '../show/plan.ts';
import { policyChange } from './policy-change.ts';
import { lacks, neededPlan, type ReadPlan } from './read-plan.ts';

export type Step =
  | { readonly kind: 'read-again'; readonly plan: ReadPlan }
  | {
      readonly kind: 'effects';
      readonly effects: readonly Effect[];
      /** Subjects that should be looked at because of this one. */
      readonly wakes: readonly Subject[];
      /** When to look again without being told; null: when something happens. */
      readonly wakeAt: Instant | null;
      /** What the next read should bring: people whose permission nothing depends on any more are left out. */
      readonly next: ReadPlan;
      /** For the log: what was decided. */
      readonly outcome: 'no-policy' | 'not-a-hotfix' | 'met' | 'unmet';
    };

type Outcome = Extract<Step, { kind: 'effects' }>['outcome'];

/** An open hotfix is looked at this often even when nothing is heard of it: a delivery may have been lost. */
const SWEEP = 60 * 60_000;

type ReadPolicy = (files: PolicyFiles) => PolicyReading;

type ChangeStep =
  | { readonly kind: 'read-again'; readonly plan: ReadPlan }
  | { readonly kind: 'checks'; readonly checks: readonly CheckContent[] };

/** The check on a pull request that changes the policy itself, whether or not it is a hotfix. */
function changeOfPolicy(
  facts: Facts,
  reading: PolicyReading,
  had: ReadPlan,
  readPolicy: ReadPolicy,
): ChangeStep {
  const { change } = facts;
  if (change.kind === 'branch' || change.state !== 'open') return { kind: 'checks', checks: [] };
  const found = policyChange(change, facts, reading, readPolicy);
  switch (found.kind) {
    case 'none':
      return { kind: 'checks', checks: [] };
    case 'needs-files':
      return {
        kind: 'read-again',
        plan: {
          ...had,
          headFiles: [...new Set([...had.headFiles, ...found.paths])],
          organisationFiles: [...new Set([...had.organisationFiles, ...found.organisationPaths])],
        },
      };
    case 'change': {
      const place = { headSha: change.head.sha, externalId: checkKey(facts), actions: [] };
      return { kind: 'checks', checks: [{ ...found.check, ...place }] };
    }
  }
}

/** When time alone may change something: the earliest of the verdicts' moments, and the next sweep. */
function nextLook(facts: Facts, evaluation: Evaluation): Instant | null {
  const { change, now } = facts;
  if (change.kind === 'branch' || change.state !== 'open' || !evaluation.recognition.hotfix) return null;
  const moments = evaluation.findings.flatMap(({ until }) => (until !== null && until > now ? [until] : []));
  return instant(Math.min(now + SWEEP, ...moments));
}

/** Pull requests that a change of their base branch concerns. Others than hotfixes have nothing to fear from it. */
function concerned(branch: BranchFacts, policy: Policy): BranchFacts['incoming'] {
  const { branches, labels } = policy;
  if (!matchesAny(branches.production, branch.branch)) return [];
  return branch.incoming.filter(
    (pull) =>
      matchesAny(branches.hotfix, pull.branch) || pull.labels.some((name) => sameLabel(name, labels.hotfix)),
  );
}

function wakesOf(
  { change, repository }: Facts,
  policy: Policy,
  effects: readonly Effect[],
): readonly Subject[] {
  const subject = (number: BranchFacts['pulls'][number]): Subject => ({
    kind: 'pull',
    repository: repository.id,
    number,
  });
  if (change.kind === 'branch')
    return [...change.pulls, ...concerned(change, policy).map(({ number }) => number)].map(subject);
  // What was written into the description is judged next, whether or not GitHub tells of the edit.
  return effects.some(({ kind }) => kind === 'update-description') ? [subject(change.number)] : [];
}

function outcomeOf(evaluation: Evaluation): Outcome {
  if (!evaluation.recognition.hotfix) return 'not-a-hotfix';
  return evaluation.conclusion === 'success' ? 'met' : 'unmet';
}

function planned(facts: Facts, published: Published, wanted: Desired, more: readonly CheckContent[]) {
  const { change, repository } = facts;
  const whole = { ...wanted, checks: [...wanted.checks, ...more] };
  return plan(repository.id, whole, published, change.kind === 'pull' ? change : null);
}

/**
 * Decides what one snapshot calls for.
 * @param readPolicy reads the policy out of the base branch's files; memoised by its owner, since it rarely changes
 */
export function decide(facts: Facts, published: Published, had: ReadPlan, readPolicy: ReadPolicy): Step {
  const reading = readPolicy(facts.files);
  if (reading.kind === 'needs-files') {
    const files = [...new Set([...had.files, ...reading.paths])];
    const organisationFiles = [...new Set([...had.organisationFiles, ...reading.organisationPaths])];
    return { kind: 'read-again', plan: { ...had, files, organisationFiles } };
  }
  const change = changeOfPolicy(facts, reading, had, readPolicy);
  if (change.kind === 'read-again') return change;
  if (reading.kind === 'none') {
    const effects = planned(facts, published, desiredWithoutPolicy(facts, published), change.checks);
    return { kind: 'effects', effects, wakes: [], wakeAt: null, next: had, outcome: 'no-policy' };
  }
  const { policy, problems } = reading;
  const evaluation = evaluate(facts, policy, problems);
  const pressers =
    facts.change.kind === 'pull' ? pressButtons(facts.change, facts, policy, evaluation).people : [];
  const people = [...new Set([...evaluation.needs.people, ...pressers])];
  if (evaluation.recognition.hotfix || people.length > 0) {
    const needed = neededPlan(facts, policy, { ...evaluation.needs, people }, had);
    if (lacks(had, needed)) return { kind: 'read-again', plan: needed };
  }
  const effects = planned(facts, published, desired(facts, published, policy, evaluation), change.checks);
  return {
    kind: 'effects',
    effects,
    wakes: wakesOf(facts, policy, effects),
    wakeAt: nextLook(facts, evaluation),
    next: { ...had, people },
    outcome: outcomeOf(evaluation),
  };
}
