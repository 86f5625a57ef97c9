// Asks one rule about one case, as a policy would.

import { buildCase } from '../../src/core/case/build-case.ts';
import { NO_DECISIONS } from '../../src/core/case/decisions.ts';
import { readPullRequestDocument } from '../../src/core/case/document.ts';
import type { Need } from '../../src/core/case/need.ts';
import type { Case, Rule } from '../../src/core/case/rule.ts';
import { type Evaluation, evaluate } from '../../src/core/evaluation/evaluate.ts';
import type { Facts } from '../../src/core/model/facts/facts.ts';
import type { Verdict } from '../../src/core/model/finding.ts';
import type { Policy, PolicyProblem } from '../../src/core/policy/policy.ts';
import { rules } from './policy.ts';

/** The case that `evaluate` would put to the rules, without anybody's commands. */
export function caseOf(facts: Facts, policy: Policy, change: Partial<Case> = {}): Case {
  const pull = facts.change.kind === 'pull' ? facts.change : null;
  const document = pull === null ? null : readPullRequestDocument(pull.body, policy);
  const { decisions = NO_DECISIONS } = change;
  return { ...buildCase(facts, policy, document, decisions), ...change };
}

/** Judged by all rules that there are, as far as the policy asks them. */
export function evaluated(facts: Facts, policy: Policy, problems: readonly PolicyProblem[] = []): Evaluation {
  return evaluate(facts, policy, problems, rules);
}

export function judge(rule: Rule, hotfix: Case, settings: unknown = {}): readonly Verdict[] {
  const bound = rule.bind(settings);
  if (!bound.ok) throw bound.error;
  return bound.rule.check(hotfix);
}

/** A verdict in one line, for rows: `unmet: The rollback plan is missing`. */
export function inOneLine(verdict: Verdict): string {
  return `${verdict.status}: ${verdict.title.markdown}`;
}

export function pasted(verdict: Verdict | undefined): string {
  return verdict !== undefined && 'fix' in verdict ? (verdict.fix.paste?.text ?? '') : '';
}

/** Needs by their kind, for rows. */
export function needed<K extends Need['kind']>(
  needs: readonly Need[],
  kind: K,
): readonly Extract<Need, { kind: K }>[] {
  return needs.filter((need): need is Extract<Need, { kind: K }> => need.kind === kind);
}

export function neededPeople(needs: readonly Need[]): readonly string[] {
  return needed(needs, 'permission').map(({ login }) => login);
}
