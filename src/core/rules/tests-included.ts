// W7, S5: a test that would have caught the failure comes with the fix, or is due after it.
import { z } from 'zod';
import { orDefer } from '../advice/way-out.ts';
import { defineRule } from '../case/rule.ts';
import { hours } from '../model/duration.ts';
import type { Known } from '../model/facts/known.ts';
import type { ChangedFile, ChangedFiles, Patch } from '../model/facts/pull.ts';
import { fix, met, notApplicable, unmet, type Verdict } from '../model/finding.ts';
import { code, list, type Markdown, md } from '../model/markdown.ts';
import { pathMatcher, pathPatterns } from '../scope/path-patterns.ts';
import { DEFAULT_TEST_PATHS, DEFAULT_UNTESTED_PATHS } from '../scope/test-paths.ts';
import { addsTestWithin, keepsTestsWithin } from '../scope/tests-within.ts';
import { unreadFiles } from '../scope/unread-files.ts';

const ID = 'tests-included';
const WITHIN = hours(24);

const settings = z.strictObject({
  paths: pathPatterns
    .min(1)
    .default([...DEFAULT_TEST_PATHS])
    .describe('Where tests are.'),
  'not-needed-for': pathPatterns
    .default([...DEFAULT_UNTESTED_PATHS])
    .describe('Changes of these alone need no test.'),
});

type Settings = z.infer<typeof settings>;

/** A test that was only moved tests nothing new. */
function isWritten({ status, additions }: ChangedFile): boolean {
  return status !== 'removed' && additions > 0;
}

interface Tests {
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

function testsIn(files: readonly ChangedFile[], given: Settings): Tests {
  const isTest = pathMatcher(given.paths);
  // A picture or a readme among the tests does not count.
  const needsNone = pathMatcher(given['not-needed-for']);
  const tests = files.filter(({ path }) => isTest(path) && !needsNone(path));
  return {
    written: tests.filter(isWritten).map(({ path }) => path),
    removed: tests.filter(({ status }) => status === 'removed').map(({ path }) => path),
  };
}

function included(paths: readonly string[]): Verdict {
  return met(md`A test is included: ${list(paths.slice(0, 3).map((path) => code(path, 100)))}`);
}

/** What nobody could look at; null where everything was seen. */
function unseen({ listed, total }: ChangedFiles, patches: Known<readonly Patch[]>): Markdown | null {
  if (total > listed.length)
    return md`GitHub lists ${listed.length} of ${total} changed files; the others were not checked`;
  const isHidden = !patches.known && patches.cause === 'unreadable';
  return isHidden && listed.some(({ path }) => keepsTestsWithin(path))
    ? md`Tests within the files could not be read: ${{ markdown: patches.reason }}`
    : null;
}

function judge(changed: ChangedFiles, patches: Known<readonly Patch[]>, given: Settings): Verdict {
  const { listed } = changed;
  const { written, removed } = testsIn(listed, given);
  if (written.length > 0) return included(written);
  const within = patches.known ? patches.value.filter(addsTestWithin).map(({ path }) => path) : [];
  if (within.length > 0) return included(within);
  const needsNone = pathMatcher(given['not-needed-for']);
  if (listed.length > 0 && listed.every(({ path }) => needsNone(path)))
    return notApplicable(md`The changed files need no test`);
  const [first] = removed;
  const title =
    first === undefined
      ? md`The change adds 0 tests`
      : md`The change adds 0 tests and removes ${removed.length} (${code(first, 100)}${{ markdown: removed.length > 1 ? ' and others' : '' }})`;
  const todo = fix(md`Add a test that fails without the fix`, null, orDefer(ID, md`The test is`, WITHIN));
  return unmet(title, todo, { detail: unseen(changed, patches) });
}

export const rule = defineRule({
  id: ID,
  title: 'A test that would have caught it is included',
  task: 'Add a test',
  why: 'Without a test the same failure can come back unnoticed in the next release.',
  stage: 'change',
  default: { workflow: 'on', log: 'on', 'emergency-fix': 'on', speckit: 'on' },
  settings,
  strictness: { paths: 'fewer', 'not-needed-for': 'fewer' },
  deferral: { settledBy: md`a merged change that adds a test for it`, within: WITHIN, byCommand: true },
  check({ facts }, given) {
    const { change } = facts;
    if (change.kind === 'branch') return [notApplicable(md`Tests are checked on the pull request`)];
    const { files, patches } = change;
    return [files.known ? judge(files.value, patches, given) : unreadFiles(files)];
  },
  // Some languages keep a test beside what it tests: only the lines show it, and only they are asked about it.
  needs({ facts: { change } }, given) {
    if (change.kind === 'branch' || !change.files.known) return [];
    const { listed } = change.files.value;
    const mayBeWithin = listed.some((file) => isWritten(file) && keepsTestsWithin(file.path));
    return mayBeWithin && testsIn(listed, given).written.length === 0 ? [{ kind: 'patches' }] : [];
  },
});
