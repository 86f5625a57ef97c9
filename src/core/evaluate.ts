// Facts and policy in, decision out: every rule is asked, nothing is written.

import type { Facts } from './facts.ts';
import { type Conclusion, conclude, type Finding } from './finding.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import { policyFinding } from './policy-verdict.ts';
import { type PullRequestDocument, readPullRequestDocument } from './pull-request-document.ts';
import { type Recognition, recognise } from './recognise.ts';
import type { Case } from './rule.ts';
import { type StatedSeverity, statedSeverity } from './stated-severity.ts';

export interface Evaluation {
  readonly recognition: Recognition;
  readonly document: PullRequestDocument | null;
  readonly severity: StatedSeverity | null;
  /** In the policy's order of rules, mistakes in the policy first. Empty where it is no hotfix. */
  readonly findings: readonly Finding[];
  /** `neutral` where it is no hotfix. */
  readonly conclusion: Conclusion;
}

/** Judges one hotfix. Pure: the same facts and policy give the same evaluation. */
export function evaluate(facts: Facts, policy: Policy, problems: readonly PolicyProblem[]): Evaluation {
  const { change } = facts;
  const document = change.kind === 'pull' ? readPullRequestDocument(change.body, policy) : null;
  const recognition = recognise(change, policy, document);
  if (!recognition.hotfix)
    return { recognition, document, severity: null, findings: [], conclusion: 'neutral' };
  const hotfix: Case = { facts, policy, document };
  const judged = policy.rules.flatMap((rule) =>
    rule.check(hotfix).map((verdict): Finding => ({ ...verdict, rule: rule.id })),
  );
  const findings = [...problems.map((problem) => policyFinding(problem, facts.files.branch)), ...judged];
  return {
    recognition,
    document,
    severity: statedSeverity(hotfix),
    findings,
    conclusion: conclude(findings),
  };
}
