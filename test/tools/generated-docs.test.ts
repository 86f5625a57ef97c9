// What the docs say of the rules is what the rules say of themselves.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from '../support/policy.ts';
import { COMMAND, policyPage, policySchema } from './generated-docs.ts';

const doc = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const advice = (name: string) => `docs/${name} is not what the rules make. Run: ${COMMAND}`;

test('the tables of POLICY.md are those that the rules make', () => {
  const page = doc('POLICY.md');
  expect(page, advice('POLICY.md')).toBe(policyPage(page, rules));
});

test('the schema for editors is the one that the rules make', () => {
  const made: unknown = JSON.parse(policySchema(rules));
  expect(JSON.parse(doc('hotfix.schema.json')), advice('hotfix.schema.json')).toEqual(made);
});

test('a marker that is gone is named', () => {
  expect(() => policyPage('# The policy\n', rules)).toThrow(
    'docs/POLICY.md has no "<!-- rules: written by npm run docs -->" with its "<!-- /rules -->".',
  );
});
