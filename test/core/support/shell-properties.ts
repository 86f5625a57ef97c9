// What holds for every text that is printed for a shell, tried with a real one.
import fc from 'fast-check';
import { expect } from 'vitest';
import {
  hereDocument,
  joinShell,
  LONGEST_SHELL_TEXT,
  oneOfList,
  onePath,
  pushedBranch,
  sh,
  shellComment,
} from '../../../src/core/support/shell.ts';
import { hostileText, isShownWhole, printableText, type ShellStand } from './shell-stand.ts';

/** Nothing that a reader can't see, and nothing that a page changes. */
const SEEN = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u3164]*$/u;

const anyText = fc.oneof(hostileText, printableText, printableText);

/** Each command runs, with its words as they came; nothing else runs. */
export function wordsArriveAsTheyAre(stand: ShellStand, numRuns: number): void {
  const texts = fc.record({ branch: anyText, path: anyText, label: anyText, remark: anyText });
  fc.assert(
    fc.property(texts, ({ branch, path, label, remark }) => {
      const commands = joinShell([
        sh`git push -- origin ${pushedBranch(branch)} &&`,
        sh`  git checkout -q ${`origin/${branch}`} -- ${onePath(path)}`,
        shellComment(remark),
        sh`git cherry-pick ${[branch, label]}`,
        joinShell([sh`gh pr edit ${12}`, sh`--remove-label=${oneOfList(label)}`], ' '),
      ]);
      if (commands === null) return;
      for (const text of [branch, path, label, remark]) expect(text).toMatch(SEEN);
      expect(isShownWhole(commands)).toBe(true);
      expect(stand.paste(commands)).toEqual({
        calls: [
          ['git', 'push', '--', 'origin', branch.startsWith('+') ? `refs/heads/${branch}` : branch],
          ['git', 'checkout', '-q', `origin/${branch}`, '--', onePath(path)],
          ['git', 'cherry-pick', branch, label],
          ['gh', 'pr', 'edit', '12', `--remove-label=${oneOfList(label)}`],
        ].map((words) => ({ words, input: '' })),
        said: '',
        files: [],
      });
    }),
    { numRuns },
  );
}

/** The message arrives line by line, and no line of it is a command. */
export function messagesArriveAsTheyAre(stand: ShellStand, numRuns: number): void {
  const lines = fc.array(fc.tuple(anyText, fc.constantFrom('\n', '\r', '\r\n', '\n\n')), { maxLength: 8 });
  const messages = lines.map((all) => all.flat().join(''));
  fc.assert(
    fc.property(messages, (message) => {
      const document = hereDocument(sh`git commit --amend -F -`, message);
      const commands = joinShell([document, sh`git push`]);
      if (commands === null) return;
      const seen = message.trimEnd().split(/\r\n|\r|\n/);
      for (const line of seen) expect(line).toMatch(SEEN);
      expect(commands.length).toBeLessThanOrEqual(LONGEST_SHELL_TEXT);
      expect(isShownWhole(commands)).toBe(true);
      expect(stand.paste(commands)).toEqual({
        calls: [
          { words: ['git', 'commit', '--amend', '-F', '-'], input: `${seen.join('\n')}\n` },
          { words: ['git', 'push'], input: '' },
        ],
        said: '',
        files: [],
      });
    }),
    { numRuns },
  );
}
