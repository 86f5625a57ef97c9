// Whether a branch began elsewhere than on production, what of it is not the fix, and whether the fix goes to a new branch. One rule
// says so; others keep quiet about what is gone once that is done.
import { matchesAny } from '../branches/patterns.ts';
import type { Case } from '../case/rule.ts';
import { branchOf, headOf, pullOf } from '../model/facts/facts.ts';
import type { CarryingPull, Origin } from '../model/facts/origin.ts';
import type { BranchName, Sha } from '../model/ids.ts';
import { isLasting } from './fresh-branch.ts';

/** The rule that asks for a start from production. */
export const ORIGIN_RULE = 'branch-origin';

interface Elsewhere {
  /** The branch stays as it is: moving its commits would take it from others, or leave nothing on it. */
  readonly mustStay: boolean;
  /** Commits that are not part of the fix, as far as they are known. */
  readonly foreign: readonly Sha[];
}

export type WrongOrigin =
  | (Elsewhere & {
      readonly kind: 'development';
      readonly develop: BranchName;
    })
  | (Elsewhere & { readonly kind: 'pull'; readonly other: CarryingPull });

/** Whoever has the head has all that led to it; a head that only merges something in, or is not pushed yet, is told by its commits. */
function isAllOn(hotfix: Case, commits: readonly Sha[]): boolean {
  if (commits.includes(headOf(hotfix.facts.change))) return true;
  const own = pullOf(hotfix.facts)?.commits;
  if (own === undefined || !own.known) return false;
  const plain = own.value.filter(({ parents }) => parents < 2);
  return plain.length > 0 && plain.every(({ sha }) => sha !== null && commits.includes(sha));
}

/**
 * The pull request whose work this branch began with. Not counted: the same branch aimed elsewhere, the same commits under another
 * name, what was cut from this branch, another hotfix, and what came later.
 */
function startedFrom({ facts, policy }: Case, { carriedBy }: Origin): CarryingPull | undefined {
  const branch = branchOf(facts.change);
  const pull = pullOf(facts);
  const isOther = (other: CarryingPull) =>
    other.branch !== branch && other.base !== branch && !matchesAny(policy.branches.hotfix, other.branch);
  const isBefore = (other: CarryingPull) =>
    pull === null || (other.number < pull.number && other.sha !== pull.head.sha);
  return carriedBy.find((other) => isOther(other) && isBefore(other));
}

/** The commits up to the other's head; where that has moved on, the first one, which is known to be the other's. */
function carriedCommits(hotfix: Case, other: CarryingPull): readonly Sha[] {
  const commits = pullOf(hotfix.facts)?.commits;
  const own = commits?.known ? commits.value.flatMap(({ sha }) => sha ?? []) : [];
  return own.slice(0, Math.max(1, own.indexOf(other.sha) + 1));
}

/** Null where the branch starts from production. */
export function wrongOrigin(hotfix: Case, origin: Origin): WrongOrigin | null {
  const { change, repository } = hotfix.facts;
  const mustStay = isLasting(change, repository, hotfix.policy);
  const shared = origin.sharedWith.filter(({ commits }) => commits.length > 0);
  const whole = shared.find(({ commits }) => isAllOn(hotfix, commits));
  const found = whole ?? shared[0];
  if (found !== undefined) {
    const { branch: develop, commits: foreign } = found;
    return { kind: 'development', develop, mustStay: mustStay || whole !== undefined, foreign };
  }
  const other = startedFrom(hotfix, origin);
  if (other === undefined) return null;
  // Beyond a head that is the other's too there is nothing to move.
  const isAtItsHead = other.sha === headOf(change);
  return { kind: 'pull', other, mustStay: mustStay || isAtItsHead, foreign: carriedCommits(hotfix, other) };
}

/** The same, where the policy asks for a start from production: where it does not, such commits are the hotfix's own. */
export function askedOrigin(hotfix: Case): WrongOrigin | null {
  const { origin } = hotfix.facts.change;
  const isAsked = hotfix.policy.rules.has(ORIGIN_RULE);
  return isAsked && origin.known ? wrongOrigin(hotfix, origin.value) : null;
}
