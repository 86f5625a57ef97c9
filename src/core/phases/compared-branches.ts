// Which of the existing branches a hotfix has to be compared with.
import { matchesAny } from '../branches/patterns.ts';
import type { Need } from '../case/need.ts';
import type { Facts } from '../model/facts/facts.ts';
import { type BranchName, parseBranchName } from '../model/ids.ts';
import type { Policy } from '../policy/policy.ts';

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

export function developBranches(facts: Facts, { branches }: Policy): readonly Need[] {
  return existing(facts, branches.develop).map((branch) => ({ kind: 'develop-branch', branch }));
}

/** The default branch where it is one; else the first, which is most likely the only one. */
export function productionBranches(facts: Facts, { branches }: Policy): readonly Need[] {
  const all = existing(facts, branches.production);
  const { defaultBranch } = facts.repository;
  const chosen = all.includes(defaultBranch) ? [defaultBranch] : all.slice(0, 1);
  return chosen.map((branch) => ({ kind: 'production-branch', branch }));
}
