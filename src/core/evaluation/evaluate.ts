// Facts and policy in, decision out: every rule is asked, nothing is written.
import { buildCase } from '../case/build-case.ts';
import type { BypassStanding } from '../case/bypass-standing.ts';
import { commanderOf } from '../case/commander.ts';
import { type PullRequestDocument, readPullRequestDocument } from '../case/document.ts';
import type { Need } from '../case/need.ts';
import { type Recognition, recognise } from '../case/recognition.ts';
import { type BoundRule, boundRules, type Rule } from '../case/rule.ts';
import type { StatedSeverity } from '../case/stated-severity.ts';
import { type JudgedComment, judgeCommands } from '../commands/judge-commands.ts';
import { type Facts, pullOf } from '../model/facts/facts.ts';
import { type Conclusion, conclude, type Finding } from '../model/finding.ts';
import { type Obligation, obligationsOf } from '../obligations/deferred.ts';
import { policyFinding } from '../policy/mistake-verdict.ts';
import type { Policy, PolicyProblem } from '../policy/policy.ts';
import { applyDecisions } from './apply-decisions.ts';

export interface Evaluation {
  readonly recognition: Recognition;
  readonly document: PullRequestDocument | null;
  /** The rules that the policy asks, in the order in which their tasks are done. */
  readonly rules: readonly BoundRule[];
  readonly severity: StatedSeverity | null;
  /** The justification of a bypass, and whether it holds; null where there is none. */
  readonly bypass: BypassStanding | null;
  /** Who leads the incident, by login or by the name that the description gives; null where nobody does. Untrusted. */
  readonly commander: string | null;
  /** Comments with commands, each with its outcome. */
  readonly commands: readonly JudgedComment[];
  /** In the order in which they are done. Empty where it is not a hotfix. */
  readonly findings: readonly Finding[];
  readonly obligations: readonly Obligation[];
  /** `neutral` where it is not a hotfix. A draft is judged like all others: it is ready at the press of a button. */
  readonly conclusion: Conclusion;
  /** What the rules and commands need; what the snapshot does not have of it has to be read first. */
  readonly needs: readonly Need[];
}

/** A policy can have thousands. The others are shown when the first ones are corrected. */
const MOST_MISTAKES = 100;

/**
 * Judges one subject. Pure: the same facts and policy give the same evaluation.
 * @param rules all that there are; the policy says which of them are asked
 */
export function evaluate(
  facts: Facts,
  policy: Policy,
  problems: readonly PolicyProblem[],
  rules: readonly Rule[],
): Evaluation {
  const pull = pullOf(facts);
  const asked = boundRules(policy, rules);
  const document = pull === null ? null : readPullRequestDocument(pull.body, policy);
  const recognition = recognise(facts.change, policy, document);
  const { decisions, comments: commands, needs } = judgeCommands(facts, policy, asked, recognition);
  const read = { recognition, document, commands, rules: asked };
  if (!recognition.hotfix) {
    const nothing = { severity: null, bypass: null, commander: null, findings: [], obligations: [] };
    return { ...read, ...nothing, conclusion: 'neutral', needs };
  }
  const hotfix = buildCase(facts, policy, document, decisions);
  const judged = asked.flatMap((rule) =>
    rule
      .check(hotfix)
      .map((verdict): Finding => ({ ...applyDecisions(rule, verdict, hotfix), rule: rule.id })),
  );
  const mistakes = problems.slice(0, MOST_MISTAKES);
  // Mistakes of the policy come last: they are corrected in another pull request, and defaults hold until then.
  const findings = [...judged, ...mistakes.map((problem) => policyFinding(problem, facts.files.branch))];
  return {
    ...read,
    severity: hotfix.severity,
    bypass: hotfix.bypass,
    commander: commanderOf(hotfix)?.name ?? null,
    findings,
    obligations: obligationsOf(findings),
    conclusion: conclude(findings),
    needs: [...needs, ...asked.flatMap((rule) => rule.needs(hotfix))],
  };
}
