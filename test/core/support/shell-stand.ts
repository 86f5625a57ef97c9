// A folder where printed commands are pasted into a real bash, in which `git` and `gh` only write down how they were called.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { fence } from '../../../src/core/model/markdown.ts';

export interface Call {
  /** The program, then its arguments. */
  readonly words: readonly string[];
  /** What it read, where it was told to read a message from there. */
  readonly input: string;
}

/** What one call did: its number of words, the words and what it read, each with a NUL behind it. */
const STAND_IN = `#!/bin/bash
input=
case " $* " in *' -F - '*) IFS= read -r -d '' input ;; esac
printf '%s\\0' "$(($# + 1))" "\${0##*/}" "$@" "$input" >> "$CALLS"
case "$*" in *'--jq .title') printf '%s\\n' "$TITLE" ;; *'--jq .body') printf 'body' ;; esac
`;

function callsIn(record: string): readonly Call[] {
  const parts = record.split('\0');
  const calls: Call[] = [];
  for (let at = 0; at + 1 < parts.length; ) {
    const count = Number(parts[at]);
    calls.push({ words: parts.slice(at + 1, at + 1 + count), input: parts[at + 1 + count] ?? '' });
    at += count + 2;
  }
  return calls;
}

export interface Pasted {
  readonly calls: readonly Call[];
  /** Whatever the shell or anything else said: "command not found" among it. */
  readonly said: string;
  /** Files that came to be. */
  readonly files: readonly string[];
}

export class ShellStand {
  readonly #folder = mkdtempSync(join(tmpdir(), 'shell-stand-'));
  readonly #programs = join(this.#folder, 'programs');
  readonly #record = join(this.#folder, 'calls');

  constructor() {
    mkdirSync(this.#programs);
    for (const name of ['git', 'gh']) {
      writeFileSync(join(this.#programs, name), STAND_IN);
      chmodSync(join(this.#programs, name), 0o755);
    }
  }

  /**
   * Nothing but git and gh is on the path: any other program is "not found", and said so.
   * @param how as one text, or typed into a shell that expands `!` as it does for people
   */
  paste(
    text: string,
    { how = 'whole', title = '' }: { how?: 'whole' | 'typed'; title?: string } = {},
  ): Pasted {
    const work = join(this.#folder, 'work');
    mkdirSync(work);
    writeFileSync(this.#record, '');
    const options = {
      cwd: work,
      env: { PATH: this.#programs, CALLS: this.#record, TITLE: title, LC_ALL: 'C.UTF-8', PS1: '', PS2: '' },
      encoding: 'utf8',
      input: how === 'typed' ? `${text}\n` : '',
    } as const;
    const words = ['--norc', '--noprofile', ...(how === 'typed' ? ['-i'] : ['-c', text])];
    const { stdout, stderr } = spawnSync('/bin/bash', words, options);
    const files = readdirSync(work);
    rmSync(work, { recursive: true });
    return { calls: callsIn(readFileSync(this.#record, 'utf8')), said: `${stdout}${stderr}`, files };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Whether the page shows these commands to the letter. */
export function isShownWhole(text: string): boolean {
  return fence(text, 'bash').markdown.includes(`\n${text}\n`);
}

/** What a shell, git, gh or a reader could take for something else. */
const TRICKS = [
  '$(touch x)',
  '`touch x`',
  ';touch x;',
  '&&touch $IFS',
  '|touch',
  '>x',
  '<(touch x)',
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  '\u0085',
  '\v',
  '\t',
  ' ',
  '  ',
  "'",
  '"',
  '\\',
  "\\'",
  '$x',
  '!',
  '!!',
  '!git',
  '#',
  '*',
  '?',
  '[a]',
  '{a,b}',
  '~',
  '=',
  '%',
  ',',
  '-',
  '-f',
  '+',
  ':/',
  '--upload-pack=touch x',
  'MESSAGE',
  'MESSAGE_',
  "MESSAGE'",
  '\nMESSAGE\ntouch x\n',
  '\rMESSAGE\rtouch x\r',
  'EOF',
  '\u0000',
  '\u001b[2K',
  '\u0007',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200d',
  '\ufe0f',
  '\u3164',
  '\u00a0',
  '\ud800',
  '👩‍🚒',
  '⚠️',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'ü',
  '修正',
  'fix',
  'v1.2.3',
  '/',
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...TRICKS) }, fc.string({ unit: 'binary' })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

/** The same, mostly of what can be printed: most of the other is refused, and what is refused proves little. */
export const printableText: fc.Arbitrary<string> = hostileText.map((text) =>
  text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, ''),
);
