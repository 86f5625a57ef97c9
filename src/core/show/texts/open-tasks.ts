// What is left to do, as its reader meets it: findings of one rule together, in the order in which they are done.
import type { Evaluation } from '../../evaluation/evaluate.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { taskRank } from './task-order.ts';

export type OpenFinding = Extract<Finding, { readonly fix: Fix }>;

export interface Task {
  readonly rule: string;
  /** What to do, as a heading: "Rename the branch". */
  readonly name: string;
  readonly findings: readonly OpenFinding[];
}

function isOpen(finding: Finding): finding is OpenFinding {
  return finding.status === 'unmet' || finding.status === 'unknown';
}

/** Six empty answers are one thing to do. */
export function openTasks(evaluation: Evaluation): readonly Task[] {
  const groups = Map.groupBy(evaluation.findings.filter(isOpen), ({ rule }) => rule);
  const names = new Map(evaluation.rules.map((rule) => [rule.id, rule.task]));
  return [...groups]
    .toSorted(([one], [other]) => taskRank(one) - taskRank(other))
    .map(([rule, findings]) => ({ rule, name: names.get(rule) ?? 'Mend the policy', findings }));
}
