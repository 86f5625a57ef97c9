// W5, W11: what the check offers to paste is read back, wherever it is pasted.
import { describe, expect, it } from 'vitest';
import { fieldSnippet } from '../../src/core/advice/answer-verdict.ts';
import { PLAYBOOKS } from '../../src/core/playbooks/playbooks.ts';
import { rule } from '../../src/core/rules/pull-request-body.ts';
import { fillTemplate } from '../../src/core/template/fill.ts';
import { parseTemplate } from '../../src/core/template/parse.ts';
import type { Field } from '../../src/core/template/template.ts';
import { facts, pullFacts } from '../support/facts.ts';
import { caseOf, judge, pasted } from '../support/judge.ts';
import { policyOf } from '../support/policy.ts';
import { completed, openIn } from './playbooks/documents.ts';
import { answerTo, openFields, sensibleValue } from './template/sensible-values.ts';

/** The snippet as an author answers it. */
function answered(field: Field): string {
  return fieldSnippet(field, '…')
    .replaceAll('…', sensibleValue(field))
    .replaceAll('- [ ]', '- [x]')
    .replace(/\[[^\]\n]{2,100}\]/g, 'clicked through it');
}

/** A filled form without one field: what is left above it and below it. */
function without(document: string, field: Field): readonly [string[], string[]] {
  const lines = document.split('\n');
  const names = (line: string): boolean =>
    line
      .replace(/^(?:[-#*\s]|🚨)*/u, '')
      .replaceAll('*', '')
      .startsWith(field.label);
  const isHeading = (line: string | undefined): boolean => line?.startsWith('#') ?? false;
  const start = lines.findIndex((line) => names(line) && isHeading(line) === (field.form !== 'label'));
  if (start < 0) throw new Error(`no "${field.label}" in the form`);
  let end = start + 1;
  if (field.form === 'section') while (end < lines.length && !isHeading(lines[end])) end++;
  if (field.form === 'label') while (/^- \S+$|^- The|^- \S+ - lines/.test(lines[end] ?? '')) end++;
  return [lines.slice(0, start), lines.slice(end)];
}

const FORMS = PLAYBOOKS.flatMap(({ name, templates }) => [
  { form: `${name}'s description`, source: templates.pullRequest },
  { form: `${name}'s bypass block`, source: templates.bypass },
]);

const PLACES: readonly (readonly [string, (above: string, paste: string, below: string) => string])[] = [
  ['at the end', (above, paste, below) => `${above}\n${below.trimEnd()}\n\n${paste}\n`],
  ['at the end, without an empty line', (above, paste, below) => `${above}\n${below.trimEnd()}\n${paste}`],
  ['at the top', (above, paste, below) => `${paste}\n\n${above}\n${below}`],
  ['where it was', (above, paste, below) => `${above}\n${paste}\n${below}`],
  ['where it was, between empty lines', (above, paste, below) => `${above}\n\n${paste}\n\n${below}`],
];

describe.each(FORMS)('W5: what is missing from $form', ({ source }) => {
  const template = parseTemplate(source);
  const document = completed(source);
  const required = template.fields.filter((field) => field.required);
  const rows = required.flatMap((field) =>
    PLACES.map(([place, paste]) => ({ name: field.path.join(' › '), field, place, paste })),
  );

  it.each(rows)('$name, pasted $place, is read', ({ field, paste }) => {
    const [above, below] = without(document, field);
    expect(openIn(source, [...above, ...below].join('\n'), ['merge', 'after'])).toEqual([
      `${field.label}: missing`,
    ]);
    const body = paste(above.join('\n'), answered(field), below.join('\n'));
    expect(openIn(source, body, ['merge', 'after'])).toEqual([]);
  });

  it.each(rows)('$name, pasted $place with nothing written, is still missing', ({ field, paste }) => {
    if (field.kind === 'checkboxes') return;
    const [above, below] = without(document, field);
    const body = paste(above.join('\n'), fieldSnippet(field, '…'), below.join('\n'));
    const { state } = answerTo(template, body, field.label);
    expect(['missing', 'empty', 'placeholder']).toContain(state);
    expect(openIn(source, body, ['merge', 'after'])).toHaveLength(1);
  });

  const headings = document.split('\n').filter((line) => line.startsWith('#'));
  it.each([
    ['nothing', ''],
    ['a sentence', 'Please look at this quickly.\n\n'],
    ['the first heading', `${headings[0] ?? ''}\n\n`],
    ['all headings', `${headings.join('\n\n')}\n\n`],
  ])('is read where all of it is pasted below %s, in any order', (_, body) => {
    const pastes = openFields(template, body).map(({ field }) => answered(field));
    for (const text of [pastes, pastes.toReversed()])
      expect(openIn(source, body + text.join('\n\n'), ['merge', 'after'])).toEqual([]);
  });

  it('is filled in around what was pasted, once', () => {
    for (const { field, paste } of rows) {
      const [above, below] = without(document, field);
      const body = paste(above.join('\n'), answered(field), below.join('\n'));
      expect(fillTemplate(template, body, new Map())).toBe(body);
    }
    const [half, rest] = [
      required.filter((_, index) => index % 2 === 0),
      required.filter((_, index) => index % 2),
    ];
    const filled = fillTemplate(template, half.map(answered).join('\n\n'), new Map());
    expect(fillTemplate(template, filled, new Map())).toBe(filled);
    expect(openIn(source, filled, ['merge', 'after'])).toHaveLength(rest.length);
  });
});

describe.each(PLAYBOOKS)(
  'W5: all that the check offers for an almost empty description, $name',
  ({ name }) => {
    const policy = policyOf(`extends: ${name}\n`);
    const { fields } = policy.templates.pullRequest.template;

    it.each(['', 'The login is broken.', '## What happened\n\nThe login is broken.\n\n- one\n- two\n'])(
      'is enough below %j',
      (body) => {
        const verdicts = judge(rule, caseOf(facts({ change: pullFacts({ body }) }), policy));
        const texts = verdicts.map(pasted).filter((text) => text !== '');
        expect(texts.length).toBeGreaterThan(3);
        const answers = texts.map((text) => {
          const field = fields.find((one) => fieldSnippet(one, '…') === text);
          return field === undefined ? text : answered(field);
        });
        const after = caseOf(
          facts({ change: pullFacts({ body: `${body}\n\n${answers.join('\n\n')}` }) }),
          policy,
        );
        expect(judge(rule, after).map(({ status }) => status)).not.toContain('unmet');
        // Labels come first: below a heading they would read as its text.
        const headings = texts.map((text) => text.startsWith('#'));
        expect(headings).toEqual(headings.toSorted());
      },
    );
  },
);
