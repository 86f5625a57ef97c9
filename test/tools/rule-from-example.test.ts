// A new rule is a file that works, and asks nothing of anybody.
import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { PLAYBOOKS } from '../../src/core/playbooks/playbooks.ts';
import { readPolicy } from '../../src/core/policy/policy-file.ts';
import { policyFiles, rules } from '../support/policy.ts';
import { rule } from './example-rule.ts';
import { ruleFromExample } from './rule-from-example.ts';

const here = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const example = { rule: here('example-rule.ts'), test: here('example-rule.test.ts') };
const made = (names: readonly string[], taken: readonly string[] = []) =>
  ruleFromExample(names, example, (path) => taken.includes(path));

it('writes the rule and its test, where they belong', () => {
  const answer = made(['deploy-window']);
  const files = answer.kind === 'files' ? Object.fromEntries(answer.files) : answer;
  expect(files).toMatchSnapshot();
});

test.each([
  [[], [], 'Give one name for the rule: npm run new-rule deploy-window'],
  [['deploy', 'window'], [], 'Give one name for the rule: npm run new-rule deploy-window'],
  [['Deploy_Window'], [], '"Deploy_Window" cannot be a rule\'s name. Use lower-case words'],
  [['../evil'], [], '"../evil" cannot be a rule\'s name. Use lower-case words'],
  [['a'.repeat(41)], [], 'Use lower-case words with hyphens between them, 40 characters at most'],
  [['policy'], [], '"policy" cannot be a rule\'s name: mistakes in the policy are listed under it.'],
  [['review'], ['src/core/rules/review.ts'], 'src/core/rules/review.ts exists already.'],
  [['time'], ['test/core/rules/time.test.ts'], 'test/core/rules/time.test.ts exists already.'],
])('%j is refused', (names, taken, why) => {
  const answer = made(names, taken);
  expect(answer.kind === 'refused' ? answer.why : '').toContain(why);
});

it.each(PLAYBOOKS)('is off for policies that extend $name, until they switch it on', ({ name }) => {
  const asked = (text: string) => {
    const files = policyFiles({ '.github/hotfix.yml': text });
    const reading = readPolicy(files, [...rules, rule]);
    return reading.kind === 'policy' && reading.policy.rules.has(rule.id);
  };
  expect(asked(`extends: ${name}\n`)).toBe(false);
  expect(asked(`extends: ${name}\nrules: { example-rule: on }\n`)).toBe(true);
});
