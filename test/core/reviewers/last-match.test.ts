// CODEOWNERS patterns that are looked up say the same as if each were tried.
import fc from 'fast-check';
import ignore from 'ignore';
import { describe, expect, it } from 'vitest';
import { lastMatch } from '../../../src/core/reviewers/last-match.ts';

/** Git's own reading of one pattern, and GitHub's one difference from it: a star at the end stays in its folder. */
function fits(pattern: string, path: string): boolean {
  const isBelow = path.split('/').length !== pattern.replace(/^\//, '').split('/').length;
  return ignore({ ignorecase: false }).add(pattern).ignores(path) && !(pattern.endsWith('/*') && isBelow);
}

describe('the last pattern that matches', () => {
  const name = fc.constantFrom('a', 'b', 'A', 'a.ts', '.b', 'a b', 'ü');
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const part = fc.oneof(
    { weight: 4, arbitrary: name },
    { arbitrary: fc.constantFrom('*', '**', '*.ts', 'a*', '?'), weight: 1 },
  );
  const pattern = fc
    .tuple(
      fc.constantFrom('', '/'),
      fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
      fc.constantFrom('', '/', '/**', '/*'),
    )
    .map((pieces) => pieces.join('').replaceAll(' ', '\\ '))
    .filter((one) => !(one.includes('**') && one.endsWith('/*')));

  it('is the one that trying each would find', () => {
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 8 }),
        fc.array(path, { maxLength: 8 }),
        (patterns, paths) => {
          const last = lastMatch(patterns);
          for (const one of paths) {
            const expected = patterns.findLastIndex((each) => fits(each, one));
            expect(last(one)).toBe(expected === -1 ? null : expected);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    [['*.ts', 'src/'], 'src/a.ts', 1],
    [['src/', '*.ts'], 'src/a.ts', 1],
    [['/src/a/', '*'], 'src/a/b', 1],
    [['*', '/src/a/'], 'src/a/b', 1],
    [['**/*'], 'a', 0],
    [['**/*'], 'a/b/c', 0],
    [['**/logs/*'], 'x/logs/a', 0],
    [['**/logs/*'], 'x/logs/a/b', null],
    [['docs/**'], 'x/docs/a', null],
    [['docs/'], 'x/docs/a', 0],
    [['docs/'], 'docs', null],
    [['/docs'], 'docs', 0],
    [['Makefile'], 'x/Makefile', 0],
    [['Makefile'], 'x/makefile', null],
    [[], 'a', null],
  ])('of %j for %s is %s', (patterns, file, expected) => {
    expect(lastMatch(patterns)(file)).toBe(expected);
  });

  it('is found at once among thousands, and whatever a pattern was made for', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `/parts/${index}/`);
    const last = lastMatch([...lines, `${'**/a/'.repeat(30)}c`, `${'*a'.repeat(80)}c`]);
    for (let file = 0; file < 3_000; file++) expect(last(`${'a/'.repeat(file % 400)}b${file}`)).toBeNull();
    expect(last('parts/4711/x')).toBe(4_711);
  });
});
