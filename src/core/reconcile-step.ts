// One decision: from a snapshot to the writes that are due, or to what must be read before anything can be said.
import { matchesAny } from './branch-patterns.ts';
import { desired, desiredWithoutPolicy } from './desired.ts';
import type { Effect, Published } from './effects.ts';
import { evaluate } from './evaluate.ts';
import type { Facts, PolicyFiles } from './facts.ts';
import type { BranchName, Instant, Subject } from './ids.ts';
import { parseBranchName } from './ids.ts';
import { plan } from './plan.ts';
import type { Policy, PolicyReading } from './policy.ts';

/**
 * What a read should bring beyond the subject itself. It is learned from the policy of the last read, so a wrong or empty
 * plan costs one more read and never a wrong verdict.
 */
export interface ReadPlan {
  /** Files of the base branch, besides the policy file itself. */
  readonly files: readonly string[];
  /** Development branches to compare the head with. */
  readonly develop: readonly BranchName[];
  /** Production branches to compare a branch subject with; a pull request is compared with its base. */
  readonly production: readonly BranchName[];
}

export type Step =
  | { readonly kind: 'read-again'; readonly plan: ReadPlan }
  | {
      readonly kind: 'effects';
      readonly effects: readonly Effect[];
      /** Subjects that should be looked at because of this one. */
      readonly wakes: readonly Subject[];
      /** When to look again without being told; null: when something happens. */
      readonly wakeAt: Instant | null;
      /** For the log: what was decided. */
      readonly outcome: 'no-policy' | 'not-a-hotfix' | 'met' | 'unmet';
    };

/** Comparing costs; no repository that was looked at has more development branches than this. */
const COMPARED_BRANCHES = 3;

function existing(facts: Facts, patterns: readonly string[]): readonly BranchName[] {
  const { branches } = facts.repository;
  const listed = branches.known ? branches.value.filter((branch) => matchesAny(patterns, branch)) : [];
  // A hundred branches are listed; a name without wildcards can be asked for even when the list ends before it.
  const isWhole = branches.known && branches.value.length < 100;
  const literal = isWhole ? [] : patterns.filter((pattern) => !/[*?[{!]/.test(pattern)).map(parseBranchName);
  return [...new Set([...listed, ...literal.filter((name) => name !== null)])].slice(0, COMPARED_BRANCHES);
}

function neededPlan(facts: Facts, policy: Policy, files: readonly string[]): ReadPlan {
  const develop = existing(facts, policy.branches.develop);
  if (facts.change.kind === 'pull') return { files, develop, production: [] };
  const production = existing(facts, policy.branches.production);
  const { defaultBranch } = facts.repository;
  const first = production.includes(defaultBranch) ? [defaultBranch] : production.slice(0, 1);
  return { files, develop, production: first };
}

function lacks(had: ReadPlan, needed: ReadPlan): boolean {
  const missing = <T>(all: readonly T[], wanted: readonly T[]) => wanted.some((one) => !all.includes(one));
  return missing(had.develop, needed.develop) || missing(had.production, needed.production);
}

/**
 * Decides what one snapshot calls for.
 * @param readPolicy reads the policy out of the base branch's files; memoised by its owner, since it rarely changes
 */
export function decide(
  facts: Facts,
  published: Published,
  had: ReadPlan,
  readPolicy: (files: PolicyFiles) => PolicyReading,
): Step {
  const { change, repository } = facts;
  const reading = readPolicy(facts.files);
  if (reading.kind === 'needs-files') return { kind: 'read-again', plan: { ...had, files: reading.paths } };
  if (reading.kind === 'none') {
    const effects = plan(repository.id, desiredWithoutPolicy(facts, published), published);
    return { kind: 'effects', effects, wakes: [], wakeAt: null, outcome: 'no-policy' };
  }
  const { policy, problems } = reading;
  const evaluation = evaluate(facts, policy, problems);
  if (evaluation.recognition.hotfix) {
    const needed = neededPlan(facts, policy, had.files);
    if (lacks(had, needed)) return { kind: 'read-again', plan: needed };
  }
  const effects = plan(repository.id, desired(facts, published, policy, evaluation), published);
  const wakes: readonly Subject[] =
    change.kind === 'pull'
      ? []
      : change.pulls.map((number) => ({ kind: 'pull', repository: repository.id, number }));
  const outcome = !evaluation.recognition.hotfix
    ? 'not-a-hotfix'
    : evaluation.conclusion === 'success'
      ? 'met'
      : 'unmet';
  return { kind: 'effects', effects, wakes, wakeAt: null, outcome };
}
