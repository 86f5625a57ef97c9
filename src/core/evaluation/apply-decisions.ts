// What severity, policy and people's decisions make of a rule's verdict: deferred instead of open, accepted instead of open.

import type { BoundRule, Case } from '../case/rule.ts';
import { deferred, met, type Verdict } from '../model/finding.ts';
import { code, type Markdown, md } from '../model/markdown.ts';

type Open = Extract<Verdict, { status: 'unmet' | 'unknown' }>;

function because(reason: string): Markdown {
  return reason === '' ? md`` : md`: ${code(reason, 200)}`;
}

/** Who allows what this rule requires to be deferred, and for how long; null where nobody does. */
function permitted(rule: BoundRule, { policy, severity, decisions }: Case) {
  if (rule.deferral === null) return null;
  const decision = rule.deferral.byCommand ? decisions.deferrals.get(rule.id) : undefined;
  const step = severity?.severity ?? null;
  const within = step === null ? undefined : policy.severities[step].deferred.get(rule.id);
  if (step !== null && within !== undefined)
    return { within, allowedBy: md`the policy at ${{ markdown: step }}` };
  if (decision === undefined) return null;
  return { within: rule.deferral.within, allowedBy: md`${decision.by}${because(decision.reason)}` };
}

function deferredVerdict(rule: BoundRule, verdict: Open, hotfix: Case): Verdict | null {
  const permission = permitted(rule, hotfix);
  if (rule.deferral === null || permission === null) return null;
  const { title, fix, detail, at, until } = verdict;
  return deferred(title, { fix, ...permission, settledBy: rule.deferral.settledBy }, { detail, at, until });
}

function accepted(rule: BoundRule, verdict: Open, { decisions }: Case): Verdict | null {
  const decision = rule.isAcceptable ? decisions.acceptances.get(rule.id) : undefined;
  if (decision === undefined || verdict.status === 'unknown') return null;
  const { title, at } = verdict;
  return met(title, { detail: md`Accepted as it is by ${decision.by}${because(decision.reason)}`, at });
}

export function applyDecisions(rule: BoundRule, verdict: Verdict, hotfix: Case): Verdict {
  if (verdict.status !== 'unmet' && verdict.status !== 'unknown') return verdict;
  if (verdict.status === 'unmet' && verdict.deferrable === false) return verdict;
  return accepted(rule, verdict, hotfix) ?? deferredVerdict(rule, verdict, hotfix) ?? verdict;
}
