// W6: the change is the fix and nothing else, by what can be counted; what looks like more is reported, not guessed at.
import { z } from 'zod';
import type { ChangedFile, ChangedFiles, PullFacts } from '../facts.ts';
import { type Fix, fix, met, notApplicable, unknown, unmet, type Verdict } from '../finding.ts';
import { globsSetting, matcherOf } from '../globs.ts';
import { code, count, list, type Markdown, md } from '../markdown.ts';
import { defineRule } from '../rule.ts';
import { isOnlyFormatting } from '../scope/formatting.ts';
import { churnedLockFiles, isLockFile } from '../scope/lock-files.ts';
import { DEFAULT_TEST_PATHS } from '../scope/test-paths.ts';
import { unreadFiles } from '../scope/unread-files.ts';
import { sh } from '../shell.ts';

const WHY = md`Every line that is not the fix is a line that can break something else tonight`;
/** From this many changed lines on a formatting sweep may hide in it. Below, nobody has to read patches for it. */
const MAY_HIDE_A_SWEEP = 100;
const SHOWN = 5;

const settings = z.strictObject({
  files: z.int().min(1).max(3_000).default(10).describe('How many files a fix may change.'),
  lines: z.int().min(1).max(100_000).default(200).describe('How many lines it may add and remove.'),
  ignore: globsSetting
    .default([...DEFAULT_TEST_PATHS, '*.md', 'docs/**', 'CHANGELOG*', '*.snap', '**/__snapshots__/**'])
    .describe('Paths that are not counted.'),
  'lock-files': z.enum(['report', 'allow']).default('report').describe('Lock files that change alone.'),
  unrelated: globsSetting
    .default(['.vscode/**', '.idea/**', '.editorconfig', '.prettierrc*', '.github/workflows/**'])
    .describe('Paths that no fix changes.'),
});
type Settings = z.infer<typeof settings>;

interface Scope {
  readonly counted: readonly ChangedFile[];
  readonly lines: number;
}

function linesOf({ additions, deletions }: ChangedFile): number {
  return additions + deletions;
}

function scopeOf({ listed }: ChangedFiles, { ignore }: Settings): Scope {
  const isIgnored = matcherOf(ignore);
  const counted = listed.filter(({ path }) => !isIgnored(path) && !isLockFile(path));
  return { counted, lines: counted.reduce((sum, file) => sum + linesOf(file), 0) };
}

/** Taking back what was released is the fastest fix there is, and as large as what was released. */
function isRevert({ title, commits }: PullFacts): boolean {
  if (!commits.known || commits.value.length === 0) return /^(?:hotfix\S*\s)?revert\b/i.test(title);
  return commits.value.every(
    ({ message, parents }) =>
      parents > 1 || /^(?:Revert "|revert\b|This reverts commit )/im.test(message.slice(0, 2_000)),
  );
}

function paths(all: readonly string[]): Markdown {
  const shown = list(all.slice(0, SHOWN).map((path) => code(path, 100)));
  return all.length > SHOWN ? md`${shown} and ${all.length - SHOWN} more` : shown;
}

const ACKNOWLEDGE = md`or have somebody other than the author accept it with ${'/hotfix ack minimal-scope'}`;

function restore({ base }: PullFacts, files: readonly string[]): Fix['paste'] {
  const from = `origin/${base}`;
  const lines = files.slice(0, SHOWN).map((path) => sh`git checkout ${from} -- ${path}`);
  return { language: 'bash', text: lines.join('\n') };
}

function tooMuch(scope: Scope, { files, lines }: Settings): readonly Verdict[] {
  const largest = scope.counted.toSorted((one, other) => linesOf(other) - linesOf(one)).slice(0, 3);
  const where = list(largest.map((file) => md`${file.path} (${linesOf(file)})`));
  const detail = md`${WHY}. The most lines are in ${where}`;
  const instruction = fix(
    md`Leave only the fix here and take the rest through the regular process, ${ACKNOWLEDGE}`,
  );
  return [
    ...(scope.counted.length > files
      ? [
          unmet(
            md`It changes ${count(scope.counted.length, 'file')}, and a fix has ${files} at most`,
            instruction,
            { detail },
          ),
        ]
      : []),
    ...(scope.lines > lines
      ? [
          unmet(md`It changes ${count(scope.lines, 'line')}, and a fix has ${lines} at most`, instruction, {
            detail,
          }),
        ]
      : []),
  ];
}

function strays(pull: PullFacts, all: readonly string[], given: Settings): readonly Verdict[] {
  const churned = given['lock-files'] === 'report' ? churnedLockFiles(all) : [];
  const isUnrelated = matcherOf(given.unrelated);
  const unrelated = all.filter(isUnrelated);
  return [
    ...(churned.length > 0
      ? [
          unmet(
            md`${paths(churned)} changed, and no dependency was meant to`,
            fix(md`Take it back, ${ACKNOWLEDGE}`, restore(pull, churned)),
            {
              detail: md`A lock file that changes alone brings other versions of other people’s code into production`,
            },
          ),
        ]
      : []),
    ...(unrelated.length > 0
      ? [
          unmet(
            md`${paths(unrelated)} ${{ markdown: unrelated.length === 1 ? 'is' : 'are' }} no part of a fix`,
            fix(md`Take it back, ${ACKNOWLEDGE}`, restore(pull, unrelated)),
            { detail: WHY },
          ),
        ]
      : []),
  ];
}

function sweeps(pull: PullFacts): readonly Verdict[] {
  if (!pull.patches.known) return [];
  const formatted = pull.patches.value.filter(isOnlyFormatting).map(({ path }) => path);
  if (formatted.length === 0) return [];
  return [
    unmet(
      md`${paths(formatted)} ${{ markdown: formatted.length === 1 ? 'was' : 'were' }} only formatted`,
      fix(md`Take it back, ${ACKNOWLEDGE}`, restore(pull, formatted)),
      { detail: md`A formatting sweep hides the fix from whoever reviews it in five minutes` },
    ),
  ];
}

function judge(pull: PullFacts, changed: ChangedFiles, given: Settings): readonly Verdict[] {
  const scope = scopeOf(changed, given);
  const all = changed.listed.map(({ path }) => path);
  const open = [...tooMuch(scope, given), ...strays(pull, all, given), ...sweeps(pull)];
  if (open.length > 0) return open;
  if (changed.total > changed.listed.length)
    return [
      unknown(
        md`${changed.total} files change, and GitHub lists ${changed.listed.length} of them`,
        fix(md`Leave only the fix here, ${ACKNOWLEDGE}`),
      ),
    ];
  return [
    met(md`The change is small: ${count(scope.counted.length, 'file')}, ${count(scope.lines, 'line')}`),
  ];
}

export const rule = defineRule({
  id: 'minimal-scope',
  title: 'The change is the fix and nothing else',
  task: 'Leave only the fix',
  why: 'Every line that is not the fix is a line that can break something else tonight.',
  settings,
  isAcknowledgeable: true,
  strictness: { files: 'less', lines: 'less', ignore: 'fewer', unrelated: 'more-of', 'lock-files': 'same' },
  check({ facts }, given) {
    const { change } = facts;
    if (change.kind === 'branch') return [notApplicable(md`A branch is not measured`)];
    if (!change.files.known) return [unreadFiles(change.files)];
    if (isRevert(change)) return [met(md`It takes back what was released`)];
    return judge(change, change.files.value, given);
  },
  needs({ facts: { change } }, given) {
    if (change.kind === 'branch' || !change.files.known || isRevert(change)) return {};
    const { counted, lines } = scopeOf(change.files.value, given);
    return { patches: lines > MAY_HIDE_A_SWEEP || counted.length > given.files };
  },
});
