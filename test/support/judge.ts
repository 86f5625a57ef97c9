// Asks one rule about one case, as a policy would.
import type { Verdict } from '../../src/core/finding.ts';
import type { Case, Rule } from '../../src/core/rule.ts';

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
