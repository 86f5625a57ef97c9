// Texts made to be slow, of any size, and all that is done with a description. Nothing here looks at a clock: whatever is
// worse than linear needs minutes for the longest and runs into the test's time limit.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { fieldKey, fillTemplate } from '../../../src/core/template/fill.ts';
import { findSection, matchTemplate } from '../../../src/core/template/match.ts';
import { parseTemplate } from '../../../src/core/template/parse.ts';

/** GitHub's own limit for a description, in characters. */
export const LONGEST = 65_536;

/** Enough to run away where a text is read again for each of its parts, and over in a moment where it is not. */
export const SHORT = 2_048;

/** The text over and over, cut to a size. */
export function repeated(text: string, size: number): string {
  return text.repeat(Math.ceil(size / text.length)).slice(0, size);
}

/** Lines that differ, as many as fit into the longest description, and fewer in a shorter one. */
function numbered(size: number, count: number, line: (index: number) => string): string {
  const lines = Math.ceil((count * size) / LONGEST);
  return Array.from({ length: lines }, (_, index) => line(index)).join('\n');
}

export function hostileTexts(size: number): Readonly<Record<string, string>> {
  const repeat = (text: string) => repeated(text, size);
  return {
    'nested lists': repeat('- '),
    'nested quotes': repeat('> '),
    'opening brackets': repeat('['),
    blanks: repeat('[ab] '),
    stars: repeat('*'),
    'bold labels on one line': repeat('**a:** '),
    'bold labels': repeat('**a:** x\n'),
    backticks: repeat('`'),
    'spaced backticks': repeat('` a'),
    'empty boxes': repeat('- [ ]\n'),
    'equal boxes': repeat('- [ ] a\n'),
    'boxes on one line': repeat('- [ ] '),
    'different boxes': numbered(size, 6000, (index) => `- [ ] item ${index}`),
    'equal rows': repeat('| a | |\n'),
    'one wide row': repeat('|'),
    'different rows': `| a | b |\n|--|--|\n${numbered(size, 5000, (index) => `| row ${index} | |`)}`,
    'unclosed comments': repeat('<!--\n'),
    'closed comments': repeat('<!-- -->'),
    'one long comment': `${repeat('<!-- a\n')}-->`,
    'comments in code': repeat('`<!--'),
    'unclosed fences': repeat('```a\n# h\n'),
    'mixed fences': repeat('~~~\n````\n'),
    'equal headings': repeat('# a\n'),
    'different headings': numbered(size, 7000, (index) => `## heading ${index}`),
    'deep headings': numbered(size, 9000, (index) => `${'#'.repeat(1 + (index % 6))} a`),
    'underlined headings': repeat('a\n---\n'),
    'quoted headings': repeat('> # a\nb\n'),
    'equal labels': repeat('a:\n'),
    'different labels': numbered(size, 7000, (index) => `- label ${index}:`),
    'closing words': repeat('Fixes #\n'),
    NULs: repeat('\u0000'),
    'lone surrogates': repeat('\ud800'),
    'spaces before a letter': `${' '.repeat(size)}x`,
    'spaces behind a label': `**a:**${' '.repeat(size)}x`,
    'angle brackets': repeat('<a '),
    underscores: repeat('_'),
    hashes: repeat('# #'),
    'carriage returns': repeat('\r'),
    'link starts': repeat('[a]('),
    slashes: `- x: ${repeat('a / ')}`,
    summaries: repeat('<summary>'),
    'bold lines': repeat('**a**\n'),
    glyphs: repeat('⬜ a '),
    colons: repeat(':'),
    'headings with blanks': numbered(size, 2500, (index) => `## h${index} [a b]\nk${index}: v`),
    'opened references': repeat('#(a'),
    'spaced references': repeat('# (a) '),
    'digits to come': repeat('X%'),
    'choices in code': repeat('`yes/no` '),
    'one long choice in code': `- a: \`${repeat('yes/')}\``,
    'quoted titles': repeat('> **a b**\n> describe it\n'),
    'folded parts': repeat('<details>\n<summary>a</summary>\n'),
    'folded headings': repeat('<summary>a</summary>\n### b\n'),
    'pictures without an end': repeat('<img src="'),
    pictures: repeat('<img src="https://a.b/c" />'),
    'emoji at the start': `## ${repeat('ℹ️ ')}`,
    'names of emoji': `## ${repeat(':a_b: ')}`,
    'denials in boxes': numbered(size, 2500, (index) => `- [ ] no thing${index} here`),
    'titles with code': numbered(size, 2500, (index) => `## a${index}: \`v[b c]\``),
    'titles with comments': numbered(size, 2500, (index) => `## a${index}: <!-- b -->`),
    'labels that ask': repeat('- **a b:** how is it?\n'),
    'front matters': repeat('---\nname: a\n'),
    'written slots': numbered(size, 3000, (index) => `- [ ] [a${index} b]`),
    'lines below boxes': repeat('- [ ] [a b]\n  - c: [d]\n'),
  };
}

const TEMPLATE = parseTemplate(
  readFileSync(new URL('../../../fixtures/templates/comments-en.md', import.meta.url), 'utf8'),
);

/** Reads a text as a template and as a description, searches it and completes it. */
export function expectToBeRead(text: string): void {
  const own = parseTemplate(text);
  const values = new Map(own.fields.slice(0, 20).map((field) => [fieldKey(field), 'x1'] as const));
  expect(matchTemplate(own, text).answers).toHaveLength(own.fields.length);
  expect(matchTemplate(TEMPLATE, text).answers).toHaveLength(TEMPLATE.fields.length);
  expect(findSection(text, ['rollback plan'])).toBeNull();
  expect(fillTemplate(own, text.slice(0, text.length / 4), values).length).toBeGreaterThan(0);
  expect(fillTemplate(TEMPLATE, text, new Map()).length).toBeGreaterThanOrEqual(text.length);
}
