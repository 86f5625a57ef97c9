import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { code, fence, list, md } from '../../../src/core/model/markdown.ts';

const markdown = new MarkdownIt({ html: true, linkify: true });

/** The token types that CommonMark reads in a text: a code span is one `code_inline`, whatever is in it. */
function inlineTypes(text: string): readonly string[] {
  return markdown.parseInline(text, {}).flatMap((block) => (block.children ?? []).map((token) => token.type));
}

describe('words from outside', () => {
  it('lose every power in a code span', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { markdown: span } = code(text);
        expect(span).not.toMatch(/[\n\r\0]/);
        if (span !== '(empty)')
          expect(inlineTypes(`before ${span} after`)).toEqual(['text', 'code_inline', 'text']);
      }),
    );
  });

  it.each([
    ['@everyone closes #1 ![x](http://evil)', '`@everyone closes #1 ![x](http://evil)`'],
    ['`tick', '`` `tick ``'],
    ['two\nlines', '`two lines`'],
    ['  ', '(empty)'],
    ['a\u202eb', '`a□b`'],
    ['x'.repeat(200), `\`${'x'.repeat(119)}…\``],
  ])('%j reads %j', (text, span) => {
    expect(code(text).markdown).toBe(span);
  });

  it('cannot close a fence', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('`', '``', '```', '````', 'a', '\n', '~~~')), (parts) => {
        const tokens = markdown.parse(fence(parts.join(''), 'text').markdown, {});
        expect(tokens.map((token) => token.type)).toEqual(['fence']);
      }),
    );
  });

  it('are quoted by md without being asked for', () => {
    expect(md`The branch ${'a|b'} has ${3} commits of ${list(['x', 'y', 'z'])}`.markdown).toBe(
      'The branch `a|b` has 3 commits of `x`, `y` and `z`',
    );
  });
});
