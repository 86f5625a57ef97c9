import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../../src/core/template/fill.ts';
import { matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import { describeTemplate } from './describe-fields.ts';
import { openFields, sensibleValues } from './sensible-values.ts';

const FOLDER = new URL('../../../fixtures/templates/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));

describe.each(names)('B1: the template %s', (name) => {
  const source = readFileSync(new URL(name, FOLDER), 'utf8');
  const template = parseTemplate(source);

  it('is read as the schema a person would write down', async () => {
    await expect(describeTemplate(template)).toMatchFileSnapshot(
      `../../../fixtures/templates/${name.replace(/\.md$/, '.schema.txt')}`,
    );
  });

  it('fails untouched: not one required field counts as answered', () => {
    const required = template.fields.filter((field) => field.required);
    expect(required.length).toBeGreaterThan(0);
    expect(openFields(template, source).length).toBe(required.length);
  });

  it.each([
    ['its own text', source],
    ['an empty body', ''],
  ])('passes once it is filled in sensibly, starting from %s', (_, start) => {
    const filled = fillTemplate(template, start, sensibleValues(template));
    expect(
      openFields(template, filled).map((answer) => [answer.field.path.join(' › '), answer.state]),
    ).toEqual([]);
    expect(fillTemplate(template, filled, sensibleValues(template))).toBe(filled);
  });

  it('answers in the order of its fields, one each', () => {
    expect(matchTemplate(template, source).answers.map((answer) => answer.field)).toEqual(template.fields);
  });
});
