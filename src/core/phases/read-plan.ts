// What a read should bring beyond the subject itself, learned from what the last read lacked.
import { matchesAny } from '../branches/patterns.ts';
import type { Needs } from '../case/rule.ts';
import type { Facts } from '../model/facts/facts.ts';
import { type BranchName, type Login, parseBranchName, type TeamName } from '../model/ids.ts';
import type { Policy } from '../policy/policy.ts';

/** A wrong or empty plan costs one more read and never a wrong verdict. */
export interface ReadPlan {
  /** Files of the base branch, besides the policy file itself. */
  readonly files: readonly string[];
  /** Files of the owner's `.github` repository, besides its policy file. */
  readonly organisationFiles: readonly string[];
  /** Files of the pull request's head. */
  readonly headFiles: readonly string[];
  /** Development branches to compare the head with. */
  readonly develop: readonly BranchName[];
  /** Production branches to compare a branch subject with; a pull request is compared with its base. */
  readonly production: readonly BranchName[];
  readonly teams: readonly TeamName[];
  readonly people: readonly Login[];
  /** Whether the changed lines are wanted. */
  readonly patches: boolean;
}

export const EMPTY_PLAN: ReadPlan = {
  files: [],
  organisationFiles: [],
  headFiles: [],
  develop: [],
  production: [],
  teams: [],
  people: [],
  patches: false,
};

/** Where nothing was learned yet: most repositories that have a development branch call it so, and asking for one too many costs nothing. */
export const FIRST_GUESS: ReadPlan = {
  ...EMPTY_PLAN,
  develop: [parseBranchName('develop')].filter((branch) => branch !== null),
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

function production(facts: Facts, policy: Policy): readonly BranchName[] {
  if (facts.change.kind === 'pull') return [];
  const all = existing(facts, policy.branches.production);
  const { defaultBranch } = facts.repository;
  return all.includes(defaultBranch) ? [defaultBranch] : all.slice(0, 1);
}

function union<T>(had: readonly T[], wanted: readonly T[]): readonly T[] {
  return [...new Set([...had, ...wanted])];
}

/** What judging this hotfix needs, beyond what was read already. */
export function neededPlan(facts: Facts, policy: Policy, needs: Needs, had: ReadPlan): ReadPlan {
  return {
    ...had,
    files: union(had.files, needs.files),
    develop: existing(facts, policy.branches.develop),
    production: production(facts, policy),
    teams: union(had.teams, needs.teams),
    people: union(had.people, needs.people),
    patches: had.patches || needs.patches,
  };
}

/** Whether a read by `had` leaves open what `needed` names. */
export function lacks(had: ReadPlan, needed: ReadPlan): boolean {
  const missing = <T>(all: readonly T[], wanted: readonly T[]) => wanted.some((one) => !all.includes(one));
  return (
    missing(had.files, needed.files) ||
    missing(had.organisationFiles, needed.organisationFiles) ||
    missing(had.headFiles, needed.headFiles) ||
    missing(had.develop, needed.develop) ||
    missing(had.production, needed.production) ||
    missing(had.teams, needed.teams) ||
    missing(had.people, needed.people) ||
    (needed.patches && !had.patches)
  );
}
