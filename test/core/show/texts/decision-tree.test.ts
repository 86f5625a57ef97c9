// The decision as a tree: what `explain` prints, with its evidence.
import { expect, it } from 'vitest';
import { decisionTree, type TreeNode } from '../../../../src/core/show/texts/decision-tree.ts';
import { branch, facts, pullFacts } from '../../../support/facts.ts';
import { evaluated } from '../../../support/judge.ts';
import { policyOf } from '../../../support/policy.ts';

const policy = policyOf('rules:\n  pull-request-body: off\n  commit-messages: off\n');

function lines({ status, text, children }: TreeNode, depth = 0): readonly string[] {
  const mark = status === null ? '' : `[${status}] `;
  return [
    `${'  '.repeat(depth)}${mark}${text.markdown}`,
    ...children.flatMap((child) => lines(child, depth + 1)),
  ];
}

function treeOf(change: Parameters<typeof pullFacts>[0]): string {
  const evaluation = evaluated(facts({ change: pullFacts(change) }), policy);
  return lines(decisionTree(evaluation, policy, 'The verdict')).join('\n');
}

it('is the verdict, the rules below it, and what each found', () => {
  const body =
    '**Severity:** HIGH\n\n**Incident:** #1\n\n**Emergency Criterion:** financial-legal-compliance: every customer is charged twice.\n';
  expect(treeOf({ body })).toMatchSnapshot();
});

it('of a pull request that is not a hotfix is the reason why not', () => {
  const head = { ...pullFacts().head, branch: branch('feature/wish') };
  expect(treeOf({ head })).toMatchInlineSnapshot(`
    "[not-applicable] The verdict
      The branch \`feature/wish\` is not named like \`hotfix/**\`, \`hotfix-*\`, \`hotfixes/**\` or \`hotfix_*\`, there is no label \`hotfix\`, and the description does not use the hotfix template"
  `);
});
