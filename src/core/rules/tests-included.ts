// W7, S5: a test that would have caught the failure comes with the fix, or is owed after it.
import { z } from 'zod';
import { hours } from '../duration.ts';
import type { ChangedFile } from '../facts.ts';
import { fix, met, notApplicable, unmet, type Verdict } from '../finding.ts';
import { globsSetting, matcherOf } from '../globs.ts';
import { code, list, md } from '../markdown.ts';
import { defineRule } from '../rule.ts';
import { DEFAULT_TEST_PATHS, DEFAULT_UNTESTED_PATHS } from '../scope/test-paths.ts';
import { unreadFiles } from '../scope/unread-files.ts';

const WHY = md`Without it the same failure can come back with the next release, and nothing will say so`;

const settings = z.strictObject({
  paths: globsSetting
    .min(1)
    .default([...DEFAULT_TEST_PATHS])
    .describe('Where tests are.'),
  'not-needed-for': globsSetting
    .default([...DEFAULT_UNTESTED_PATHS])
    .describe('Changes of these alone need no test.'),
});

/** A test that was only moved tests nothing new. */
function isWritten({ status, additions }: ChangedFile): boolean {
  return status !== 'removed' && additions > 0;
}

function judge(files: readonly ChangedFile[], given: z.infer<typeof settings>): Verdict {
  const isTest = matcherOf(given.paths);
  const needsNone = matcherOf(given['not-needed-for']);
  const tests = files.filter(({ path }) => isTest(path));
  const written = tests.filter(isWritten);
  if (written.length > 0) {
    const shown = list(written.slice(0, 3).map(({ path }) => code(path, 100)));
    return met(md`A test is included: ${shown}`);
  }
  if (files.length > 0 && files.every(({ path }) => needsNone(path)))
    return notApplicable(md`Nothing that changes can be tested`);
  const removed = tests.filter(({ status }) => status === 'removed');
  const title =
    removed.length > 0
      ? md`Tests are removed (${code(removed[0]?.path ?? '', 100)}) and none is added`
      : md`No test comes with the fix`;
  return unmet(
    title,
    fix(md`Add a test that fails without the fix; if there is no time now, owe it with this comment`, {
      language: 'text',
      text: '/hotfix defer tests-included why it has to wait',
    }),
    { detail: WHY },
  );
}

export const rule = defineRule({
  id: 'tests-included',
  title: 'A test that would have caught it is included',
  task: 'Add a test',
  why: 'Without it the same failure can come back with the next release, and nothing will say so.',
  settings,
  strictness: { paths: 'fewer', 'not-needed-for': 'fewer' },
  deferral: { paidBy: md`a merged change that adds a test for it`, within: hours(24), byCommand: true },
  check({ facts }, given) {
    const { change } = facts;
    if (change.kind === 'branch') return [notApplicable(md`A branch is not looked into`)];
    return [change.files.known ? judge(change.files.value.listed, given) : unreadFiles(change.files)];
  },
});
