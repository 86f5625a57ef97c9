// Every rule says who it is, why it is there, and what its settings are; and the docs say it too.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { policyJsonSchema } from '../../../src/core/policy/schema.ts';
import { branchFacts, facts, pullFacts } from '../../support/facts.ts';
import { evaluated } from '../../support/judge.ts';
import { policyOf, rules } from '../../support/policy.ts';

const files = readdirSync(new URL('../../../src/core/rules/', import.meta.url));
const docs = readFileSync(new URL('../../../docs/POLICY.md', import.meta.url), 'utf8');

describe('the rules', () => {
  it('are the files of their folder', () => {
    expect(rules.map(({ id }) => `${id}.ts`)).toEqual([...files].sort());
  });

  it.each(rules)('$id has a title, a task and a reason', ({ title, task, why }) => {
    for (const text of [title, task]) {
      expect(text).toMatch(/^[A-Z]/);
      expect(text).not.toMatch(/\.$/);
    }
    expect(why).toMatch(/^[A-Z].*\.$/);
  });

  it.each(rules)('$id is in the docs with its title and its reason', ({ id, title, why }) => {
    expect(docs).toContain(`\`${id}\``);
    expect(docs).toContain(title);
    expect(docs).toContain(why);
  });

  it.each(rules)('$id names only settings that it has by their strictness', ({ settings, strictness }) => {
    const keys = settings instanceof z.ZodObject ? Object.keys(settings.shape) : [];
    expect(Object.keys(strictness).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it.each(rules)('$id needs no settings', (rule) => {
    expect(rule.bind({}).ok).toBe(true);
    expect(rule.bind({ 'no-such-setting': 1 }).ok).toBe(false);
  });

  it.each(rules)('$id gives a verdict on every kind of subject', ({ id }) => {
    const policy = policyOf(`rules:\n  ${id}: on\n`);
    for (const change of [pullFacts(), branchFacts()]) {
      const { findings } = evaluated(facts({ change }), policy);
      expect(findings.some((finding) => finding.rule === id)).toBe(true);
    }
  });
});

describe('the schema for editors', () => {
  it('is the one that the rules make', async () => {
    const written = JSON.parse(
      readFileSync(new URL('../../../docs/hotfix.schema.json', import.meta.url), 'utf8'),
    );
    expect(written).toEqual(JSON.parse(JSON.stringify(policyJsonSchema(rules))));
  });
});
