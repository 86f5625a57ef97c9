// What holds for any template and any body.
import fc from 'fast-check';
import { expect } from 'vitest';
import { fillTemplate } from '../../../src/core/template/fill.ts';
import { findSection, matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';
import { openFields, sensibleValues } from './sensible-values.ts';

const name = fc.constantFrom(
  'Cause',
  'Impact',
  'Way back',
  'What broke',
  'Owner',
  'Severity',
  'Ticket',
  'Begin',
  '原因',
  '롤백 계획',
  'Причина',
  'Tests',
  'Verification',
);
const blank = fc.constantFrom(
  '[what]',
  '<name>',
  '{x}',
  '___',
  '#[n]',
  '#',
  '',
  '<!-- hint -->',
  '[A/B/C]',
  'Low / Medium / High',
  'YYYY-MM-DD',
  '@[name]',
  '...',
);
const item = fc.constantFrom(
  '- [ ] Old tests pass',
  '- [ ] Nothing else was changed',
  '* [ ] Tried by hand: [what]',
  '- [ ] API',
  '- [ ]',
  '  - [ ] nested item here',
);
const block = fc.oneof(
  fc.tuple(name, blank).map(([label, value]) => `**${label}:** ${value}`),
  fc.tuple(name, blank).map(([label, value]) => `- ${label}: ${value}`),
  fc.array(item, { minLength: 1, maxLength: 4 }).map((items) => items.join('\n')),
  fc.constantFrom(
    '-\n-',
    '1.\n2.',
    'Say why it happened.',
    '_Why?_',
    '> Read this.',
    '| When | What |\n|---|---|\n| | |',
    '```\n\n```',
    'Fixes #',
    '---',
    '<!-- a hint -->',
    '',
  ),
);
const section = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    name,
    fc.constantFrom('', '🚨 ', '2. '),
    fc.array(block, { maxLength: 3 }),
  )
  .map(([level, title, mark, blocks]) => `${'#'.repeat(level)} ${mark}${title}\n${blocks.join('\n\n')}\n`);
const source = fc.array(section, { minLength: 1, maxLength: 5 }).map((sections) => sections.join('\n'));

/** Text that looks like Markdown often enough to reach every branch, and anything at all besides. */
const fragment = fc.oneof(
  fc.constantFrom(
    '#',
    '##',
    ' ',
    '\n',
    '\r\n',
    '- ',
    '[ ]',
    '[x]',
    '**',
    ':',
    '<!--',
    '-->',
    '```',
    '|',
    '---',
    '> ',
    '`',
    '[',
    ']',
    '<',
    '>',
    '{',
    '}',
    '_',
    '⬜',
    '☑',
    '\u0000',
    '\ud800',
    '1.',
    'N/A',
    '：',
    'Cause',
    '#12',
    '...',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const anything = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(''));

interface Runs {
  readonly seed: number;
  readonly numRuns: number;
}

export const LAWS: Readonly<Record<string, (runs: Runs) => void>> = {
  'B1: an untouched template never answers a required field': (runs) =>
    fc.assert(
      fc.property(source, (text) => {
        const template = parseTemplate(text);
        const required = template.fields.filter((field) => field.required);
        expect(openFields(template, text)).toHaveLength(required.length);
      }),
      runs,
    ),

  'filling every field answers every required one, from the template and from nothing': (runs) =>
    fc.assert(
      fc.property(source, fc.boolean(), (text, fromNothing) => {
        const template = parseTemplate(text);
        const filled = fillTemplate(template, fromNothing ? '' : text, sensibleValues(template));
        expect(
          openFields(template, filled).map((answer) => `${answer.field.path.join(' / ')}: ${answer.state}`),
        ).toEqual([]);
      }),
      runs,
    ),

  'filling twice is filling once': (runs) =>
    fc.assert(
      fc.property(source, anything, fc.boolean(), (text, body, withValues) => {
        const template = parseTemplate(text);
        const values = withValues ? sensibleValues(template) : new Map<string, string>();
        const once = fillTemplate(template, body, values);
        expect(fillTemplate(template, once, values)).toBe(once);
      }),
      runs,
    ),

  'completing a body keeps every line of its author, in order': (runs) =>
    fc.assert(
      fc.property(source, anything, (text, body) => {
        const lines = fillTemplate(parseTemplate(text), body, new Map()).split(/\r\n|\n|\r/);
        let at = 0;
        for (const line of body.split(/\r\n|\n|\r/)) {
          at = lines.indexOf(line, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
      }),
      runs,
    ),

  'reads CRLF as LF': (runs) =>
    fc.assert(
      fc.property(source, source, (text, body) => {
        const plain = matchTemplate(parseTemplate(text), body).answers;
        const windows = matchTemplate(
          parseTemplate(text.replaceAll('\n', '\r\n')),
          body.replaceAll('\n', '\r\n'),
        ).answers;
        expect(windows).toEqual(plain);
      }),
      runs,
    ),

  'never throws, gives one answer a field, and every position lies in the body': (runs) =>
    fc.assert(
      fc.property(fc.oneof(source, anything), fc.oneof(source, anything), (text, body) => {
        const template = parseTemplate(text);
        const { answers } = matchTemplate(template, body);
        expect(answers.map((answer) => answer.field)).toEqual(template.fields);
        const lines = body.split(/\r\n|\n|\r/);
        for (const answer of answers) {
          if (answer.state === 'missing' || answer.at === null) continue;
          const line = lines[answer.at.line - 1];
          expect(line).toBeDefined();
          expect(answer.at.column).toBeGreaterThanOrEqual(1);
          expect(answer.at.column).toBeLessThanOrEqual((line?.length ?? 0) + 1);
        }
        const found = findSection(body, ['Cause', 'Way back']);
        expect(found === null || found.at.line <= lines.length).toBe(true);
      }),
      runs,
    ),

  'gives every field a path of its own': (runs) =>
    fc.assert(
      fc.property(fc.oneof(source, anything), (text) => {
        const paths = parseTemplate(text).fields.map((field) => field.path.join(' / ').toLowerCase());
        expect(new Set(paths).size).toBe(paths.length);
      }),
      runs,
    ),
};
