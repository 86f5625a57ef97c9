// W6: the change is the fix and nothing else, by what can be counted. Nothing is guessed.
import { z } from 'zod';
import { orAccept } from '../advice/way-out.ts';
import { defineRule } from '../case/rule.ts';
import type { ChangedFile, ChangedFiles, PullFacts } from '../model/facts/pull.ts';
import { type Fix, fix, met, notApplicable, run, unknown, unmet, type Verdict } from '../model/finding.ts';
import { code, count, list, type Markdown, md } from '../model/markdown.ts';
import { isOnlyFormatting } from '../scope/formatting.ts';
import { churnedLockFiles, isLockFile } from '../scope/lock-files.ts';
import { pathMatcher, pathPatterns } from '../scope/path-patterns.ts';
import { revertOf } from '../scope/reverts.ts';
import { DEFAULT_TEST_PATHS } from '../scope/test-paths.ts';
import { unreadFiles } from '../scope/unread-files.ts';
import { joinShell, onePath, type ShellText, sh } from '../support/shell.ts';

/** From this many changed lines on a formatting sweep may hide in it. Below, nobody has to read patches for it. */
const MAY_HIDE_A_SWEEP = 100;
const SHOWN = 5;
/** More lines of shell than these nobody reads before pasting. */
const RESTORED = 50;
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

const ID = 'minimal-scope';

const LEAVE_THE_FIX = md`Leave only the fix here, and take the rest through the regular process`;

/** How one path is restored; null by hand alone. One that was moved has two paths, and only the new one is known here. */
function restored(path: string, { base, files }: PullFacts): ShellText | null {
  const status = files.known ? files.value.listed.find((file) => file.path === path)?.status : undefined;
  if (status === 'renamed') return null;
  const isNew = status === 'added' || status === 'copied';
  return isNew
    ? sh`git rm -q -- ${onePath(path)}`
    : sh`git checkout -q ${`origin/${base}`} -- ${onePath(path)}`;
}

interface Restoring {
  /** How many paths it restores. */
  readonly restores: number;
  readonly commands: ShellText;
}

/** The commands for as many paths as can be printed at once, from the first one on; null where that is none. */
function restoring(lines: readonly ShellText[]): Restoring | null {
  // Amended, so that its message stays one that the policy takes; empty where it held the strays alone.
  const rest = [sh`git commit --amend --no-edit --allow-empty`, sh`git push --force-with-lease`];
  for (let restores = Math.min(lines.length, RESTORED); restores > 0; restores--) {
    const commands = joinShell([sh`git fetch origin`, ...lines.slice(0, restores), ...rest]);
    if (commands !== null) return { restores, commands };
  }
  return null;
}

function restore(pull: PullFacts, strays: readonly string[]): Fix {
  const all = strays.map((path) => ({ path, line: restored(path, pull) }));
  const lines = all.flatMap(({ line }) => line ?? []);
  const found = restoring(lines);
  if (found === null) return fix(md`Restore ${paths(strays)} by hand`, null, orAccept(ID));
  const { restores, commands } = found;
  const others = all.flatMap(({ path, line }) => (line === null ? [path] : []));
  const byHand = others.length === 0 ? md`` : md`, and ${paths(others)} by hand`;
  const first = lines.length > restores ? md` the first ${restores} of` : md``;
  return run(md`Restore${first} ${count(lines.length, 'file')}${byHand}`, commands, orAccept(ID));
}

function unlisted({ listed, total }: ChangedFiles): Markdown {
  return total > listed.length
    ? md`. GitHub lists only ${{ markdown: LISTED }} files of a change, so ${total - listed.length} of ${total} are not counted`
    : md``;
}

/** Too many files and too many lines are one thing to put right. */
function tooMuch(scope: Scope, changed: ChangedFiles, given: Settings): readonly Verdict[] {
  const sizes = [
    { name: 'file', counted: scope.counted.length, most: given.files },
    { name: 'line', counted: scope.lines, most: given.lines },
  ].filter(({ counted, most }) => counted > most);
  if (sizes.length === 0) return [];
  const largest = scope.counted.toSorted((one, other) => linesOf(other) - linesOf(one)).slice(0, 3);
  const where = list(largest.map((file) => md`${code(file.path, 100)} (${linesOf(file)})`));
  const counts = list(sizes.map(({ name, counted }) => count(counted, name)));
  const limits = list(sizes.map(({ name, most }) => count(most, name)));
  return [
    unmet(
      md`The change has ${counts}; the ${{ markdown: sizes.length === 1 ? 'limit is' : 'limits are' }} ${limits}`,
      fix(LEAVE_THE_FIX, null, orAccept(ID)),
      {
        detail: md`The most lines are in ${where}${unlisted(changed)}`,
      },
    ),
  ];
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
  return [
    ...(churned.length === 0
      ? []
      : [
          unmet(
            md`${count(churned.length, 'lock file changes', 'lock files change')} although the dependencies stay the same: ${paths(churned)}`,
            restore(pull, churned),
          ),
        ]),
    ...(unrelated.length === 0
      ? []
      : [
          unmet(
            md`${count(unrelated.length, 'unrelated file changes', 'unrelated files change')}: ${paths(unrelated)}`,
            restore(pull, unrelated),
          ),
        ]),
  ];
}

function sweeps(pull: PullFacts): readonly Verdict[] {
  if (!pull.patches.known) return [];
  const formatted = pull.patches.value.filter(isOnlyFormatting).map(({ path }) => path);
  if (formatted.length === 0) return [];
  const title = md`${count(formatted.length, 'file changes', 'files change')} in formatting only: ${paths(formatted)}`;
  return [unmet(title, restore(pull, formatted))];
}

function mayHideASweep({ counted, lines }: Scope, { files }: Settings): boolean {
  return lines > MAY_HIDE_A_SWEEP || counted.length > files;
}

/** That nobody could look for a formatting sweep in it; null where there was nothing to look for, or somebody looked. */
function unlooked({ patches }: PullFacts, scope: Scope, given: Settings): Markdown | null {
  if (patches.known || patches.cause === 'not-given' || !mayHideASweep(scope, given)) return null;
  return md`Whether part of it is only formatting could not be checked. ${{ markdown: patches.reason }}`;
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
        fix(LEAVE_THE_FIX, null, orAccept(ID)),
      ),
    ];
  return [
    met(md`The change is small: ${count(scope.counted.length, 'file')}, ${count(scope.lines, 'line')}`, {
      detail: unlooked(pull, scope, given),
    }),
  ];
}

/** A revert is the fastest fix there is, and as large as what it reverts. */
function reverted(of: readonly string[]): Verdict {
  const named = list(of.slice(0, SHOWN).map((sha) => code(sha)));
  const detail =
    of.length === 0
      ? md`The title or every commit says so`
      : md`Every commit says so. Reverted: ${named}${{ markdown: of.length > SHOWN ? ` and ${of.length - SHOWN} more` : '' }}`;
  return met(md`The change only reverts released commits`, { detail });
}

export const rule = defineRule({
  id: ID,
  title: 'The change is the fix and nothing else',
  task: 'Leave only the fix',
  why: 'Every line beyond the fix can break something else, and takes longer to review.',
  stage: 'change',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings,
  isAcceptable: true,
  strictness: { files: 'less', lines: 'less', ignore: 'fewer', unrelated: 'more-of', 'lock-files': 'same' },
  check({ facts }, given) {
    const { change } = facts;
    if (change.kind === 'branch') return [notApplicable(md`The change is measured on the pull request`)];
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
