// What is left to do, as its reader meets it: findings of one rule together, in the order in which they are done.
import type { Evaluation } from '../../evaluation/evaluate.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { count, type Markdown, md } from '../../model/markdown.ts';

export type OpenFinding = Extract<Finding, { readonly fix: Fix }>;

export interface Task {
  readonly rule: string;
  /** What to do, as a heading: "Rename the branch". */
  readonly name: string;
  /** Why it is asked: a sentence. */
  readonly why: string;
  readonly findings: readonly OpenFinding[];
}

/** Mistakes in the policy belong to no rule. */
const CORRECT_THE_POLICY = {
  task: 'Correct the policy',
  why: 'Where the policy has a mistake, the playbook’s default is used for that key. Everything else in the policy counts.',
};

function isOpen(finding: Finding): finding is OpenFinding {
  return finding.status === 'unmet' || finding.status === 'unknown';
}

/** Six empty answers are one thing to do. */
export function openTasks({ findings, rules }: Evaluation): readonly Task[] {
  const groups = Map.groupBy(findings.filter(isOpen), ({ rule }) => rule);
  const texts = new Map(rules.map(({ id, task, why }) => [id, { task, why }]));
  return [...groups].map(([rule, open]) => {
    const { task, why } = texts.get(rule) ?? CORRECT_THE_POLICY;
    return { rule, name: task, why, findings: open };
  });
}

/** "2 things to do before the merge, first: rename the branch". */
export function headline(tasks: readonly Task[]): Markdown {
  const [first] = tasks;
  if (first === undefined) return md`Ready to merge`;
  const name = { markdown: first.name.charAt(0).toLowerCase() + first.name.slice(1) };
  return md`${count(tasks.length, 'thing')} to do before the merge${{ markdown: tasks.length === 1 ? ':' : ', first:' }} ${name}`;
}
