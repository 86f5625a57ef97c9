// Every rule says who it is, why it is there, and what its settings are.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { branchFacts, facts, pullFacts } from '../../support/facts.ts';
import { evaluated } from '../../support/judge.ts';
import { policyOf, rules } from '../../support/policy.ts';

const files = readdirSync(new URL('../../../src/core/rules/', import.meta.url));

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
