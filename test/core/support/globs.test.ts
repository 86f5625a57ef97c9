// Patterns of branches and paths: what they mean, held against a plain reading of them, and that nobody can make them slow.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesAny, patternProblem } from '../../../src/core/branches/patterns.ts';
import { pathMatcher, pathPatternProblem, pathPatterns } from '../../../src/core/scope/path-patterns.ts';
import { globMatcher } from '../../../src/core/support/globs.ts';

describe('a path fits', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['*.md', ['README.md', 'docs/a.md', '.github/x.md'], ['README.mdx', 'README.MD', 'a.md/b']],
    ['conftest.py', ['conftest.py', 'a/b/conftest.py'], ['conftest.pyc', 'xconftest.py']],
    ['docs/**', ['docs/a', 'docs/a/b', 'docs/.a'], ['docs', 'a/docs/b']],
    ['docs/', ['docs/a', 'docs/a/b'], ['docs', 'a/docs/b']],
    ['docs/*', ['docs/a'], ['docs/a/b']],
    ['/README.md', ['README.md'], ['a/README.md']],
    ['./src/a.ts', ['src/a.ts'], ['a.ts']],
    ['**/test/**', ['test/a', 'x/test/a', 'x/y/test/a/b'], ['test', 'contest/a', 'x/tests/a']],
    ['**/*Tests/**', ['AppTests/a', 'x/AppTests/a'], ['AppTests', 'Tests.a']],
    ['src/**/a', ['src/a', 'src/x/a', 'src/x/y/a'], ['src/xa', 'a']],
    ['*.{test,spec}.*', ['a.test.ts', 'x/a.spec.js'], ['a.tests.ts', 'test.ts']],
    ['{src,lib}/**/*.{c,h}', ['src/a.c', 'lib/x/y.h'], ['test/a.c', 'src/a.cc']],
    ['a.{b,{c,d}}', ['a.b', 'a.c', 'a.d'], ['a.', 'a.b,c']],
    ['*.ts{x,}', ['a.ts', 'x/a.tsx'], ['a.tsy']],
    ['v?.txt', ['v1.txt', 'x/v2.txt'], ['v.txt', 'v10.txt']],
    ['[a-c]*.ts', ['a.ts', 'x/bcd.ts'], ['d.ts']],
    ['[!a]?', ['bc'], ['ab', 'b/c']],
    ['a+b(1).ts', ['a+b(1).ts'], ['aab1.ts']],
    ['naïve-数据.txt', ['x/naïve-数据.txt'], ['naive.txt']],
    ['a**', ['abc'], ['abc/d']],
    ['[!-a]x', ['5x', '.x'], ['-x', 'ax']],
    ['v[0-9]-[a-c-]', ['v1-a', 'v1--'], ['v--a', 'v1-d']],
  ])('%s', (pattern, fitting, others) => {
    expect(pathPatternProblem(pattern)).toBeNull();
    const fits = pathMatcher([pattern]);
    expect([...fitting, ...others].filter(fits)).toEqual(fitting);
  });

  it.each([
    ['!docs/**', 'cannot begin with !'],
    ['+(a|b)', 'cannot have groups in round brackets'],
    ['a.{b,c', 'braces that are not closed'],
    ['[z-a]', 'a range that runs backwards'],
  ])('%s is not a pattern', (pattern, problem) => {
    expect(pathPatternProblem(pattern)).toContain(problem);
    expect(pathPatterns.safeParse([pattern]).error?.issues[0]?.message).toContain(problem);
  });

  it('none where there is no pattern', () => {
    expect(pathMatcher([])('a')).toBe(false);
  });
});

it('a branch’s name may hold what means something elsewhere', () => {
  expect(matchesAny(['release/{a,b}'], 'release/a')).toBe(false);
  expect(matchesAny(['release/{a,b}'], 'release/{a,b}')).toBe(true);
  expect(matchesAny(['!main', '@(x)', 'a+'], 'main')).toBe(false);
  expect(matchesAny(['a*b*c*d*e*f'], 'a1b2c3d4e5f')).toBe(true);
});

describe('a branch fits', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['release-[0-9]*', ['release-1', 'release-12.0'], ['release-x', 'release--1']],
    ['hotfix-[0-9]*', ['hotfix-1'], ['hotfix-a']],
    ['z-[a-c]-a', ['z-b-a'], ['z-d-a']],
    ['fix[!-+]*', ['fix.a', 'fixa'], ['fix-a', 'fix+a', 'fix/a']],
    ['hotfix[!-_]*', ['hotfixAx', 'hotfix.x'], ['hotfix-x', 'hotfix_x']],
    ['[-a]b', ['-b', 'ab'], ['bb', ',b']],
    ['hotfix/**', ['hotfix/a', 'hotfix/a/b'], ['hotfix', 'hotfixa']],
    ['**/hotfix', ['hotfix', 'a/b/hotfix'], ['a-hotfix']],
    ['[**]a', ['*a'], ['ba']],
  ])('%s', (pattern, fitting, others) => {
    expect(patternProblem(pattern)).toBeNull();
    expect([...fitting, ...others].filter((name) => matchesAny([pattern], name))).toEqual(fitting);
  });

  it.each([
    ['[z-a]', 'has a range that runs backwards'],
    ['release-[9-0]*', 'has a range that runs backwards'],
    ['hotfix[a', 'has a bracket that is not closed'],
    ['hotfix**', 'has `**` next to other characters; it must be a whole segment, as in `hotfix/**`'],
    ['a/**b', 'has `**` next to other characters'],
    ['[a]**', 'has `**` next to other characters'],
    ['a/***', 'has `**` next to other characters'],
  ])('no branch fits %s', (pattern, problem) => {
    expect(patternProblem(pattern)).toContain(problem);
    expect(matchesAny([pattern], pattern)).toBe(false);
  });

  it('or not, but never throws over a pattern that passed', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-c\-+!^[\]*?/,{}&|().$0-9_]{1,12}$/),
        fc.string(),
        (pattern, name) => {
          if (patternProblem(pattern) !== null) return;
          expect(() => globMatcher([pattern], { braces: false })(name)).not.toThrow();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

/** What a glob means, tried out place by place: plainly right, and slow. */
function tryOut(glob: string, text: string, before = '/'): boolean {
  const [sign = ''] = glob;
  if (sign === '') return text === '';
  const isWhole = before === '/';
  if (isWhole && glob.startsWith('**/')) {
    const below = text.indexOf('/');
    return tryOut(glob.slice(3), text) || (below > 0 && tryOut(glob, text.slice(below + 1)));
  }
  if (isWhole && glob === '**') return text !== '';
  if (sign === '{') {
    const end = glob.indexOf('}');
    const choices = glob.slice(1, end).split(',');
    return choices.some((choice) => tryOut(choice + glob.slice(end + 1), text, before));
  }
  const [letter = '/'] = text;
  if (sign === '*')
    return tryOut(glob.slice(1), text, '*') || (letter !== '/' && tryOut(glob, text.slice(1), '*'));
  if (sign === '[') {
    const end = glob.indexOf(']');
    const isIn = glob.slice(1, end).includes(letter) !== glob.startsWith('[!');
    return text !== '' && letter !== '/' && isIn && tryOut(glob.slice(end + 1), text.slice(1), letter);
  }
  const fits = text !== '' && (sign === '?' ? letter !== '/' : letter === sign);
  return fits && tryOut(glob.slice(1), text.slice(1), letter);
}

describe('globs', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '.',
    '-',
    '*',
    '?',
    '{a,b}',
    '{a,.b,}',
    '[ab]',
    '[!a]',
    '[-a]',
    '[b-]',
    '[!-.]',
    '[!.-]',
  );
  // Two stars beside a choice that may be empty mean whatever one likes.
  const name = fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join(''))
    .filter((one) => !one.includes('**'));
  const glob = fc
    .array(fc.oneof({ weight: 3, arbitrary: name }, { weight: 1, arbitrary: fc.constant('**') }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((names) => names.join('/'));
  const path = fc
    .array(fc.stringMatching(/^[ab.-]{1,4}$/), { minLength: 1, maxLength: 5 })
    .map((names) => names.join('/'));

  it('mean what they mean when they are tried out', () => {
    fc.assert(
      fc.property(glob, fc.array(path, { minLength: 1, maxLength: 20 }), (pattern, paths) => {
        expect(paths.filter(globMatcher([pattern], { braces: true }))).toEqual(
          paths.filter((one) => tryOut(pattern, one)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('take no longer for a name that was made for them', () => {
    const stars = Array.from({ length: 200 }, (_, index) => `${'*a'.repeat(95)}${index}`);
    const deep = Array.from({ length: 200 }, (_, index) => `${'**/a/'.repeat(38)}${index}`);
    const fits = globMatcher([...stars, ...deep, '{a,b}'.repeat(40)], { braces: true });
    for (const length of [1, 2, 3]) {
      expect(fits(`${'a'.repeat(254)}!${length}`)).toBe(false);
      expect(fits(`${'a/'.repeat(2_000)}${length}x`)).toBe(false);
    }
  });
});
