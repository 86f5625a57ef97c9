// What the rule asks, in one sentence: that the pull request has a label. `npm run new-rule` copies this file.
import { expect, test } from 'vitest';
import { branchFacts, facts, pullFacts } from '../support/facts.ts';
import { caseOf, inOneLine, judge } from '../support/judge.ts';
import { workflowPolicy } from '../support/policy.ts';
import { rule } from './example-rule.ts';

test.each([
  ['met: The label `example-rule` is set', pullFacts({ labels: ['example-rule'] })],
  ['unmet: The label `example-rule` is missing', pullFacts()],
  ['not-applicable: A branch has no labels', branchFacts()],
])('%s', (expected, change) => {
  expect(judge(rule, caseOf(facts({ change }), workflowPolicy)).map(inOneLine)).toEqual([expected]);
});
