import { afterAll, describe, expect, it } from 'vitest';
import {
  hereDocument,
  isPlainlyShown,
  joinShell,
  LONGEST_SHELL_TEXT,
  oneOfList,
  onePath,
  pushedBranch,
  sh,
} from '../../../src/core/support/shell.ts';
import { messagesArriveAsTheyAre, wordsArriveAsTheyAre } from './shell-properties.ts';
import { isShownWhole, ShellStand } from './shell-stand.ts';

const stand = new ShellStand();
afterAll(() => stand.remove());

const amend = (message: string) => hereDocument(sh`git commit --amend -F -`, message);

describe('a word of a command', () => {
  it.each([
    ['hotfix/v1.2.1-login', 'hotfix/v1.2.1-login'],
    ['', "''"],
    ['a b', "'a b'"],
    ["it's", "'it'\\''s'"],
    ['$(touch x)', "'$(touch x)'"],
    ['=git', "'=git'"],
    ['~root', "'~root'"],
    ['!!', "'!!'"],
    ['🚑️ urgent', "'🚑️ urgent'"],
    ['👩‍🚒', "'👩‍🚒'"],
    ['修正', "'修正'"],
  ])('%j is printed as %s', (word, printed) => {
    expect(sh`git add -- ${word}`).toBe(`git add -- ${printed}`);
  });

  it.each([
    ['a line feed', 'a\nb'],
    ['a lone carriage return', 'a\rb'],
    ['a tab', 'a\tb'],
    ['NUL', 'a\0b'],
    ['an escape sequence', '\u001b[2Ka'],
    ['a separator of lines', 'a\u2028b'],
    ['a mark that turns the direction', 'hotfix/\u202enigol'],
    ['a direction isolate', 'a\u2066b'],
    ['a space of no width', 'hot\u200bfix'],
    ['a joiner outside of an emoji', 'hot\u200dfix'],
    ['a variation of a letter', 'hot\ufe0ffix'],
    ['a letter that is blank', 'hot\u3164fix'],
    ['braille without dots', 'hot\u2800fix'],
    ['half a surrogate pair', 'a\ud800'],
  ])('%s is not printed', (_, word) => {
    expect(isPlainlyShown(word)).toBe(false);
    expect(sh`git add -- ${word}`).toBeNull();
    expect(joinShell([sh`git fetch`, sh`git add -- ${['a', word]}`])).toBeNull();
  });

  it.each([
    [pushedBranch('-f'), ['git', 'x', '--', '-f']],
    [pushedBranch('+main'), ['git', 'x', '--', 'refs/heads/+main']],
    [onePath('-rf'), ['git', 'x', '--', '-rf']],
    [onePath('*'), ['git', 'x', '--', ':(literal)*']],
    [onePath(':/'), ['git', 'x', '--', ':(literal):/']],
    [onePath('app/[id]/page.tsx'), ['git', 'x', '--', ':(literal)app/[id]/page.tsx']],
    [oneOfList('P1, urgent'), ['git', 'x', '--', '"P1, urgent"']],
    [oneOfList('"P1"'), ['git', 'x', '--', '"""P1"""']],
    ['--upload-pack=touch x', ['git', 'x', '--', '--upload-pack=touch x']],
  ])('%j is no option, no pattern and no list', (word, words) => {
    expect(stand.paste(sh`git x -- ${word}` ?? '')).toEqual({
      calls: [{ words, input: '' }],
      said: '',
      files: [],
    });
  });
});

describe('a message', () => {
  it.each([
    ['a lone carriage return before the end', 'a\rMESSAGE\rtouch x\r', 'a\nMESSAGE\ntouch x\n', 'MESSAGE_'],
    [
      'the end with the line ends of a browser',
      'a\r\nMESSAGE\r\ntouch x',
      'a\nMESSAGE\ntouch x\n',
      'MESSAGE_',
    ],
    ['both ends', 'MESSAGE\nMESSAGE_\ntouch x', 'MESSAGE\nMESSAGE_\ntouch x\n', 'MESSAGE__'],
    [
      'what a shell expands',
      '$(touch x) `touch x` $HOME !! \\\n\'"',
      '$(touch x) `touch x` $HOME !! \\\n\'"\n',
      'MESSAGE',
    ],
    ['nothing', '', '\n', 'MESSAGE'],
  ])('with %s is only read', (_, message, input, end) => {
    const commands = joinShell([amend(message), sh`git push`]) ?? '';
    expect(commands).toContain(`<<'${end}'\n`);
    for (const how of ['whole', 'typed'] as const) {
      const { calls, files } = stand.paste(commands, { how });
      expect(calls).toEqual([
        { words: ['git', 'commit', '--amend', '-F', '-'], input },
        { words: ['git', 'push'], input: '' },
      ]);
      expect(files).toEqual([]);
    }
  });

  it.each([
    ['30 KB', 'x'.repeat(30_000)],
    ['30 KB in lines', 'a line\n'.repeat(4_300)],
    ['a NUL', 'a\0b'],
    ['a tab, which completes words', 'a\n\tb'],
    ['a mark that turns the direction', 'a\u202eb'],
    ['an escape sequence', '\u001b[2K'],
  ])('of %s is not printed', (_, message) => {
    expect(amend(message)).toBeNull();
  });

  it('of the greatest length is shown whole', () => {
    const most = LONGEST_SHELL_TEXT - (amend('')?.length ?? 0);
    const document = amend('é'.repeat(most)) ?? '';
    expect(document).toHaveLength(LONGEST_SHELL_TEXT);
    expect(isShownWhole(document)).toBe(true);
    expect(amend('é'.repeat(most + 1))).toBeNull();
  });
});

describe('whatever comes in', () => {
  it('words arrive as they are, or are not printed', () => wordsArriveAsTheyAre(stand, 40));
  it('messages arrive as they are, or are not printed', () => messagesArriveAsTheyAre(stand, 40));
});
