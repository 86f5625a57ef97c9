// Inputs made to be slow, a few kilobytes of each kind; `hostile.long.test.ts` has them as long as GitHub takes them.
import { describe, expect, it } from 'vitest';
import { parseIssueForm } from '../../../src/core/template/issue-form.ts';
import { expectToBeRead, hostileTexts, LONGEST, repeated, SHORT } from './hostile-texts.ts';

describe.each(Object.entries(hostileTexts(SHORT)))('B1: 2 KB of %s', (_, text) => {
  it('is read, held against a template, searched and completed', () => expectToBeRead(text));
});

describe('a hostile form', () => {
  it.each([
    'body: [',
    'body: 5',
    '&a [*a]',
    `a: &a [x]\nb: [*a,*a]\nbody: *a`,
    repeated('- ', LONGEST),
    repeated('[', LONGEST),
    repeated('{a: ', LONGEST),
    '\u0000',
  ])('%j is not a form and says so', (text) => {
    const form = parseIssueForm(text);
    expect(form.fields).toEqual([]);
    expect(form.warnings.length).toBeGreaterThan(0);
  });
});
