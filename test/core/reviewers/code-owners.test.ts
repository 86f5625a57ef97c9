// W8: CODEOWNERS as GitHub reads it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCodeOwners } from '../../../src/core/reviewers/code-owners.ts';
import { ownerKey } from '../../../src/core/reviewers/owned-files.ts';

function owners(text: string, path: string): string {
  return parseCodeOwners(text).ownersOf(path).map(ownerKey).join(' ');
}

describe('the owners of a path', () => {
  it.each([
    ['* @a', 'src/x.js', '@a'],
    ['* @a\n*.js @b @c', 'src/x.js', '@b @c'],
    ['*.js @b\n* @a', 'src/x.js', '@a'],
    ['/build/logs/ @a', 'build/logs/1.txt', '@a'],
    ['/build/logs/ @a', 'x/build/logs/1.txt', ''],
    ['apps/ @a', 'x/apps/y/z.js', '@a'],
    ['docs/* @a', 'docs/a.md', '@a'],
    ['docs/* @a', 'docs/sub/a.md', ''],
    ['/docs/ @a', 'docs/sub/a.md', '@a'],
    ['**/logs @a', 'deep/logs/x', '@a'],
    ['/apps/ @a\n/apps/github', 'apps/github/x', ''],
    ['* @acme/Team-One', 'x', '@acme/team-one'],
    ['* me@example.com', 'x', 'me@example.com'],
    ['* @a # the boss', 'x', '@a'],
    ['# * @a', 'x', ''],
    ['my\\ file.txt @a', 'my file.txt', '@a'],
    ['*.JS @a', 'x.js', ''],
    ['\ufeff', 'x', ''],
    ['* @a\r\n*.js @b\r\n', 'x.js', '@b'],
  ])('%j: %s is owned by %j', (text, path, expected) => {
    expect(owners(text, path)).toBe(expected);
  });

  it('lines that GitHub ignores are named and change nothing', () => {
    const read = parseCodeOwners('* @a\n!x @b\n[ab].js @b\n*.md not-an-owner\n*.ts @b\n');
    expect(read.ignoredLines).toEqual([2, 3, 4]);
    expect(read.ownersOf('a.js').map(ownerKey)).toEqual(['@a']);
    expect(read.ownersOf('a.ts').map(ownerKey)).toEqual(['@b']);
  });

  it('any text is read, and any path asked for (property)', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 60 }), (text, path) => {
        expect(Array.isArray(parseCodeOwners(text).ownersOf(path))).toBe(true);
      }),
    );
  });

  it('wildcards upon wildcards are read; `code-owners.long.test.ts` has more than is sane', () => {
    const wild = Array.from({ length: 20 }, (_, index) => `${'**/a/'.repeat(20)}${index} @ada`);
    const owners = parseCodeOwners(['* @grace', ...wild].join('\n'));
    expect(owners.ignoredLines).toEqual([]);
    expect(owners.ownersOf(`${'a/'.repeat(200)}x`)).toEqual([{ kind: 'person', login: 'grace' }]);
  });

  it('a file of 20,000 lines is read', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `/src/${index}/ @a${index}`).join('\n');
    expect(owners(text, 'src/19999/x.js')).toBe('@a19999');
  });
});
