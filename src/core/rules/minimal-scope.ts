// W6: the change is the fix and nothing else, by what can be counted; what looks like more is reported, not guessed at.
import { z } from 'zod';
import { defineRule } from '../case/rule.ts';
import type { ChangedFile, ChangedFiles, PullFacts } from '../model/facts/pull.ts';
import { type Fix, fix, met, notApplicable, unknown, unmet, type Verdict } from '../model/finding.ts';
import { code, count, list, type Markdown, md } from '../model/markdown.ts';
import { isOnlyFormatting } from '../scope/formatting.ts';
import { churnedLockFiles, isLockFile } from '../scope/lock-files.ts';
import { pathMatcher, pathPatterns } from '../scope/path-patterns.ts';
import { revertOf } from '../scope/reverts.ts';
import { DEFAULT_TEST_PATHS } from '../scope/test-paths.ts';
import { unreadFiles } from '../scope/unread-files.ts';
import { sh } from '../support/shell.ts';

const WHY = md`Every line that is not the fix is a line that can break something else tonight`;
/** From this many changed lines on a formatting sweep may hide in it. Below, nobody has to read patches for it. */
const MAY_HIDE_A_SWEEP = 100;
const SHOWN = 5;
/** More lines of shell than this are no longer read before they are pasted. */
const TAKEN_BACK = 50;
/** GitHub's own limit. */
const LISTED = '3,000';

const settings = z.strictObject({
  files: z.int().min(1).max(3_000).default(10).describe('How many files a fix may change.'),
  lines: z.int().min(1).max(100_000).default(200).describe('How many lines it may add and remove.'),
  ignore: pathPatterns
    .default([...DEFAULT_TEST_PATHS, '*.md', 'docs/**', 'CHANGELOG*', '*.snap', '**/__snapshots__/**'])
    .describe('Paths that are not counted.'),
  'lock-files': z.enum(['report', 'allow']).default('report').describe('Lock files that change alone.'),
  unrelated: pathPatterns
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
  const isIgnored = pathMatcher(ignore);
  const counted = listed.filter(({ path }) => !isIgnored(path) && !isLockFile(path));
  return { counted, lines: counted.reduce((sum, file) => sum + linesOf(file), 0) };
}

function paths(all: readonly string[]): Markdown {
  const shown = list(all.slice(0, SHOWN).map((path) => code(path, 100)));
  return all.length > SHOWN ? md`${shown} and ${all.length - SHOWN} more` : shown;
}

const ACCEPT_IT = md`or have somebody other than the author accept it with ${'/hotfix accept minimal-scope'} and the reason`;

/** How one path is taken back. One that was moved has two paths, and only the new one is known here. */
function takenBack(path: string, { base, files }: PullFacts): readonly string[] {
  const status = files.known ? files.value.listed.find((file) => file.path === path)?.status : undefined;
  if (status === 'renamed') return [];
  const isNew = status === 'added' || status === 'copied';
  return [isNew ? sh`git rm -q -- ${path}` : sh`git checkout -q ${`origin/${base}`} -- ${path}`];
}

function restore(pull: PullFacts, strays: readonly string[]): Fix['paste'] {
  const lines = strays.slice(0, TAKEN_BACK).flatMap((path) => takenBack(path, pull));
  if (lines.length === 0) return null;
  // Amended, so that its message stays one that the policy takes; empty where it held the strays alone.
  const rest = ['git commit --amend --no-edit --allow-empty', 'git push --force-with-lease'];
  return { language: 'bash', text: ['git fetch origin', ...lines, ...rest].join('\n') };
}

function unlisted({ listed, total }: ChangedFiles): Markdown {
  return total > listed.length
    ? md`. GitHub lists only ${{ markdown: LISTED }} files of a change, so ${total - listed.length} of ${total} are not counted here`
    : md``;
}

function tooMuch(scope: Scope, changed: ChangedFiles, { files, lines }: Settings): readonly Verdict[] {
  const largest = scope.counted.toSorted((one, other) => linesOf(other) - linesOf(one)).slice(0, 3);
  const where = list(largest.map((file) => md`${code(file.path, 100)} (${linesOf(file)})`));
  const detail = md`${WHY}. The most lines are in ${where}${unlisted(changed)}`;
  const wayOut = fix(md`Leave only the fix here and take the rest through the regular process, ${ACCEPT_IT}`);
  const isOver = (name: string, counted: number, most: number) =>
    counted > most
      ? [unmet(md`It changes ${count(counted, name)}, and a fix has ${most} at most`, wayOut, { detail })]
      : [];
  return [...isOver('file', scope.counted.length, files), ...isOver('line', scope.lines, lines)];
}

/**
 * What no fix touches by the way. Where nothing else changes it is the fix: a workflow that no longer deploys, a version
 * of somebody else's code that has a hole.
 */
function strays(pull: PullFacts, all: readonly string[], given: Settings): readonly Verdict[] {
  const isIgnored = pathMatcher(given.ignore);
  const isUnrelated = pathMatcher(given.unrelated);
  const isFix = (path: string) => !isIgnored(path) && !isLockFile(path) && !isUnrelated(path);
  if (!all.some(isFix)) return [];
  const churned = given['lock-files'] === 'report' ? churnedLockFiles(all) : [];
  const unrelated = all.filter(isUnrelated);
  const takeBack = (paths: readonly string[]) => fix(md`Take it back, ${ACCEPT_IT}`, restore(pull, paths));
  return [
    ...(churned.length === 0
      ? []
      : [
          unmet(md`${paths(churned)} changed, and no dependency was meant to`, takeBack(churned), {
            detail: md`A lock file that changes alone brings other versions of other people’s code into production`,
          }),
        ]),
    ...(unrelated.length === 0
      ? []
      : [
          unmet(
            md`${paths(unrelated)} ${{ markdown: unrelated.length === 1 ? 'is' : 'are' }} no part of a fix`,
            takeBack(unrelated),
            { detail: WHY },
          ),
        ]),
  ];
}

function sweeps(pull: PullFacts): readonly Verdict[] {
  if (!pull.patches.known) return [];
  const formatted = pull.patches.value.filter(isOnlyFormatting).map(({ path }) => path);
  if (formatted.length === 0) return [];
  return [
    unmet(
      md`${paths(formatted)} ${{ markdown: formatted.length === 1 ? 'was' : 'were' }} only formatted`,
      fix(md`Take it back, ${ACCEPT_IT}`, restore(pull, formatted)),
      { detail: md`A formatting sweep hides the fix from whoever reviews it in five minutes` },
    ),
  ];
}

function mayHideASweep({ counted, lines }: Scope, { files }: Settings): boolean {
  return lines > MAY_HIDE_A_SWEEP || counted.length > files;
}

/** What a small change leaves unsaid: nothing, or that nobody could look for a formatting sweep in it. */
function unlooked({ patches }: PullFacts, scope: Scope, given: Settings): Markdown | null {
  if (patches.known || patches.cause === 'not-given' || !mayHideASweep(scope, given)) return null;
  return md`Whether some of it is only formatting could not be read. ${{ markdown: patches.reason }}`;
}

function judge(pull: PullFacts, changed: ChangedFiles, given: Settings): readonly Verdict[] {
  const scope = scopeOf(changed, given);
  const all = changed.listed.map(({ path }) => path);
  const open = [...tooMuch(scope, changed, given), ...strays(pull, all, given), ...sweeps(pull)];
  if (open.length > 0) return open;
  if (changed.total > changed.listed.length)
    return [
      unknown(
        md`${changed.total} files change, and GitHub lists ${changed.listed.length} of them`,
        fix(md`Leave only the fix here, ${ACCEPT_IT}`),
      ),
    ];
  return [
    met(md`The change is small: ${count(scope.counted.length, 'file')}, ${count(scope.lines, 'line')}`, {
      detail: unlooked(pull, scope, given),
    }),
  ];
}

/** Taking back what was released is the fastest fix there is, and as large as what was released. */
function reverted(of: readonly string[]): Verdict {
  const named = list(of.slice(0, SHOWN).map((sha) => code(sha)));
  const detail =
    of.length === 0
      ? md`Its title or each of its commits says so`
      : md`Each of its commits says so; they take back ${named}${{ markdown: of.length > SHOWN ? ' and more' : '' }}`;
  return met(md`It takes back what was released`, { detail });
}

export const rule = defineRule({
  id: 'minimal-scope',
  title: 'The change is the fix and nothing else',
  task: 'Leave only the fix',
  why: 'Every line that is not the fix is a line that can break something else tonight.',
  stage: 'change',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings,
  isAcceptable: true,
  strictness: { files: 'less', lines: 'less', ignore: 'fewer', unrelated: 'more-of', 'lock-files': 'same' },
  check({ facts }, given) {
    const { change } = facts;
    if (change.kind === 'branch') return [notApplicable(md`A branch is not measured`)];
    if (!change.files.known) return [unreadFiles(change.files)];
    const revert = revertOf(change);
    if (revert !== null) return [reverted(revert.of)];
    return judge(change, change.files.value, given);
  },
  needs({ facts: { change } }, given) {
    if (change.kind === 'branch' || !change.files.known || revertOf(change) !== null) return [];
    return mayHideASweep(scopeOf(change.files.value, given), given) ? [{ kind: 'patches' }] : [];
  },
});
