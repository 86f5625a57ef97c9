/** The record that GitHub keeps of how rules judged a push or a merge: `rulesets/rule-suites`. */

import { ZERO_OID } from '../git/objects.ts';
import type { RuleSuite } from '../state/protection.ts';
import type { AppliedRule } from './applied-rules.ts';
import { type Actor, isExempt, mayBypass } from './who-passes.ts';

/** A rule that the change does not meet, in GitHub's words. */
export interface Violation {
  rule: AppliedRule;
  message: string;
}

export interface JudgedChange {
  /** Full name. */
  ref: string;
  before: string | null;
  after: string | null;
  byPullRequest: boolean;
}

/**
 * Writes down the outcome and gives the violations that stand, because nobody lets the actor past them. Nothing is
 * recorded where no rule was looked at.
 */
export function judgeAndRecord(
  actor: Actor,
  change: JudgedChange,
  rules: readonly AppliedRule[],
  violations: readonly Violation[],
): Violation[] {
  const looked = rules.filter((rule) => !isExempt(actor, rule));
  const unmet = violations.filter(({ rule }) => looked.includes(rule));
  const active = unmet.filter(({ rule }) => rule.enforcement === 'active');
  const standing = active.filter(({ rule }) => !mayBypass(actor, rule, change.byPullRequest));
  if (looked.length === 0) return standing;
  const trial = looked.some((rule) => rule.enforcement === 'evaluate');
  actor.repo.ruleSuites.push({
    id: actor.world.ids.next(),
    actorId: actor.person.id,
    beforeSha: change.before ?? ZERO_OID,
    afterSha: change.after ?? ZERO_OID,
    ref: change.ref,
    pushedAt: actor.world.now(),
    result: standing.length > 0 ? 'fail' : active.length > 0 ? 'bypass' : 'pass',
    evaluationResult: trial ? (unmet.length > active.length ? 'fail' : 'pass') : null,
    evaluations: looked.map((rule) => evaluationOf(rule, unmet)),
  });
  return standing;
}

function evaluationOf(rule: AppliedRule, unmet: readonly Violation[]): RuleSuite['evaluations'][number] {
  const messages = unmet.filter((one) => one.rule === rule).map(({ message }) => message);
  return {
    source:
      rule.source.kind === 'ruleset'
        ? { type: 'ruleset', id: rule.source.ruleset.id, name: rule.source.ruleset.name }
        : { type: 'protected_branch', id: null, name: null },
    enforcement: rule.enforcement,
    result: messages.length > 0 ? 'fail' : 'pass',
    ruleType: rule.type,
    details: messages.length > 0 ? messages.join('\n') : null,
  };
}
