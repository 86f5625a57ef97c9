// W6, W7, S5, E1: what a change may hold: little, a test, a mark.
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/core/case/rule.ts';
import { known, notGiven, unreadable } from '../../../src/core/model/facts/known.ts';
import type { ChangedFile, Patch, PullFacts } from '../../../src/core/model/facts/pull.ts';
import { rule as emergencyMarker } from '../../../src/core/rules/emergency-marker.ts';
import { rule as minimalScope } from '../../../src/core/rules/minimal-scope.ts';
import { rule as testsIncluded } from '../../../src/core/rules/tests-included.ts';
import { isOnlyFormatting } from '../../../src/core/scope/formatting.ts';
import { churnedLockFiles } from '../../../src/core/scope/lock-files.ts';
import { branchFacts, changed, changedFiles, commit, facts, pullFacts } from '../../support/facts.ts';
import { caseOf, evaluated, inOneLine, judge, pasted } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

function verdicts(rule: Rule, change: Partial<PullFacts>, settings: unknown = {}) {
  return judge(rule, caseOf(facts({ change: pullFacts(change) }), workflowPolicy), settings);
}

function say(
  rule: Rule,
  files: readonly (ChangedFile | string)[],
  change: Partial<PullFacts> = {},
  settings: unknown = {},
) {
  return verdicts(rule, { files: changedFiles(...files), ...change }, settings).map(inOneLine);
}

const many = (count: number, additions = 1) =>
  Array.from({ length: count }, (_, index) => changed(`src/${index}.js`, { additions }));

describe('W6: the change is the fix and nothing else', () => {
  it.each<[string, readonly (ChangedFile | string)[], readonly string[]]>([
    ['is small', ['src/a.js', 'src/b.js'], ['met: The change is small: 2 files, 20 lines']],
    [
      'does not count tests and docs',
      ['src/a.js', 'test/a.test.js', 'README.md'],
      ['met: The change is small: 1 file, 10 lines'],
    ],
    ['has too many files', many(11), ['unmet: The change has 11 files; the limit is 10 files']],
    [
      'has too many lines',
      [changed('src/a.js', { additions: 150, deletions: 51 })],
      ['unmet: The change has 201 lines; the limit is 200 lines'],
    ],
    [
      'churns a lock file',
      ['src/a.js', 'package-lock.json'],
      ['unmet: 1 lock file changes although the dependencies stay the same: `package-lock.json`'],
    ],
    [
      'updates a dependency',
      ['package.json', changed('package-lock.json', { additions: 900 })],
      ['met: The change is small: 1 file, 10 lines'],
    ],
    [
      'touches an editor’s files',
      ['src/a.js', '.vscode/settings.json'],
      ['unmet: 1 unrelated file changes: `.vscode/settings.json`'],
    ],
    [
      'touches several',
      ['src/a.js', '.idea/a.xml', '.idea/b.xml'],
      ['unmet: 2 unrelated files change: `.idea/a.xml` and `.idea/b.xml`'],
    ],
    [
      'corrects the workflow that deploys',
      ['.github/workflows/deploy.yml', 'docs/deploy.md'],
      ['met: The change is small: 1 file, 10 lines'],
    ],
    [
      'takes another version of somebody else’s code, and nothing else',
      ['yarn.lock', 'CHANGELOG.md'],
      ['met: The change is small: 0 files, 0 lines'],
    ],
  ])('%s', (_, files, expected) => {
    expect(say(minimalScope, files)).toEqual(expected);
  });

  it('has limits that a policy sets', () => {
    expect(say(minimalScope, many(3), {}, { files: 2 })[0]).toContain('the limit is 2 files');
    expect(say(minimalScope, ['go.sum'], {}, { 'lock-files': 'allow' })[0]).toContain('met');
  });

  it('says where the lines are, and how somebody else may accept it', () => {
    const [verdict] = verdicts(minimalScope, { files: changedFiles(changed('big.js', { additions: 500 })) });
    expect(verdict?.detail?.markdown).toContain('`big.js` (500)');
    expect(verdict !== undefined && 'fix' in verdict && verdict.fix.otherwise?.markdown).toContain(
      '/hotfix accept minimal-scope',
    );
    expect(minimalScope.isAcceptable).toBe(true);
  });

  it('gives the command that restores a stray file', () => {
    const [verdict] = verdicts(minimalScope, { files: changedFiles('src/a.js', 'yarn.lock') });
    expect(pasted(verdict)?.split('\n')).toEqual([
      'git fetch origin',
      'git checkout -q origin/main -- yarn.lock',
      'git commit --amend --no-edit --allow-empty',
      'git push --force-with-lease',
    ]);
  });

  it('takes a new file out, and names none that was moved, whose old path is not known', () => {
    const strays = (status: ChangedFile['status']) =>
      pasted(
        verdicts(minimalScope, { files: changedFiles('a.js', changed('.idea/a b.xml', { status })) })[0],
      );
    expect(strays('added')).toContain("git rm -q -- '.idea/a b.xml'\n");
    expect(strays('renamed')).toBe('');
  });

  it('says so where not all files are restored at once', () => {
    const paths = Array.from({ length: 60 }, (_, index) => `.idea/${index}.xml`);
    const found = verdicts(minimalScope, { files: changedFiles('a.js', ...paths) });
    const verdict = found.find(({ title }) => title.markdown.includes('unrelated'));
    const todo = verdict !== undefined && 'fix' in verdict ? verdict.fix.instruction.markdown : '';
    expect(todo).toBe('Restore the first 50 of 60 files');
  });

  it('says at once that there are too many files and too many lines', () => {
    expect(say(minimalScope, many(11, 100))).toEqual([
      'unmet: The change has 11 files and 1100 lines; the limits are 10 files and 200 lines',
    ]);
  });

  it.each<[string, Partial<PullFacts>, string | null]>([
    [
      'by git’s own words',
      { commits: known([commit({ message: 'Revert "feat: wish list"\n\nThis reverts commit 1234567.' })]) },
      'Every commit says so. Reverted: `1234567`',
    ],
    [
      'in the form that the policy asks for, with the base merged in',
      {
        commits: known([
          commit({ message: 'hotfix(cart): revert the wish list' }),
          commit({ message: "Merge branch 'main'", parents: 2 }),
        ]),
      },
      'The title or every commit says so',
    ],
    [
      'by its title alone, where commits could not be read',
      { title: 'Revert "feat: wish list"', commits: unreadable('no permission') },
      'The title or every commit says so',
    ],
    ['not by its title against its commits', { title: 'Revert "x"' }, null],
    [
      'not where one commit adds something',
      { commits: known([commit({ message: 'Revert "a"' }), commit({ message: 'hotfix(a): and more' })]) },
      null,
    ],
    [
      'not where it only tells of a revert',
      { commits: known([commit({ message: 'Fix the revert' })]) },
      null,
    ],
  ])('is not measured where everything is reverted, %s', (_, change, why) => {
    const [verdict] = verdicts(minimalScope, { files: changedFiles(...many(80)), ...change });
    expect(verdict?.status).toBe(why === null ? 'unmet' : 'met');
    if (why !== null) expect(verdict?.detail?.markdown).toBe(why);
  });

  it('shows a formatting sweep from the lines, which only a large change is asked for', () => {
    const patches = known([
      { path: 'src/a.js', text: '@@ -1,2 +1,2 @@\n-if(a){b()}\n+if (a) {\n+  b();\n+}' },
    ]);
    expect(say(minimalScope, ['src/a.js'], { patches })).toEqual([
      'unmet: 1 file changes in formatting only: `src/a.js`',
    ]);
    const needs = (files: readonly (ChangedFile | string)[]) => {
      const bound = minimalScope.bind({});
      if (!bound.ok) throw bound.error;
      return bound.rule.needs(
        caseOf(facts({ change: pullFacts({ files: changedFiles(...files) }) }), workflowPolicy),
      );
    };
    expect(needs(['src/a.js'])).toEqual([]);
    expect(needs([changed('src/a.js', { additions: 101 })])).toEqual([{ kind: 'patches' }]);
  });

  it('does not pretend to have seen what GitHub does not list', () => {
    const listed = many(3);
    expect(verdicts(minimalScope, { files: known({ listed, total: 3_050 }) }).map(inOneLine)).toEqual([
      'unknown: 3050 files change, and GitHub lists 3 of them',
    ]);
  });

  it('counts what is listed, and says what is not', () => {
    const [verdict] = verdicts(minimalScope, { files: known({ listed: many(3_000), total: 3_050 }) });
    expect(verdict?.title.markdown).toContain('has 3000 files');
    expect(verdict?.detail?.markdown).toContain('GitHub lists only 3,000 files of a change, so 50 of 3050');
  });

  it('says that nobody could look for a formatting sweep', () => {
    const files = changedFiles(changed('src/a.js', { additions: 150 }));
    const [verdict] = verdicts(minimalScope, { files, patches: unreadable('The answer was cut off') });
    expect(verdict?.status).toBe('met');
    expect(verdict?.detail?.markdown).toContain('could not be checked. The answer was cut off');
  });

  it.each([
    [['package-lock.json'], ['package-lock.json']],
    [['pnpm-lock.yaml', 'packages/a/package.json'], []],
    [['gradle.lockfile', 'gradle/libs.versions.toml'], []],
    [['packages.lock.json', 'Directory.Packages.props'], []],
    [['gems.locked', 'gems.rb', 'go.work.sum'], ['go.work.sum']],
    [['src/package-lock.json.ts'], []],
    [['a/package-lock.json', 'b/package.json'], []],
    [['Cargo.lock', 'src/main.rs'], ['Cargo.lock']],
    [['go.sum', 'go.mod'], []],
    [['poetry.lock', 'pyproject.toml', 'Gemfile.lock'], ['Gemfile.lock']],
  ])('of %j the lock files alone are %j', (paths, expected) => {
    expect(churnedLockFiles(paths)).toEqual(expected);
  });

  it.each<[string | null, boolean]>([
    ['@@\n-a\n+ a', true],
    ['@@\n-f(a, b)\n+f(\n+  a,\n+  b,\n+)', true],
    ['@@\n-a\n+b', false],
    ['@@\n+a', false],
    ['@@\n-a', false],
    ['@@\n-f("a b")\n+f("ab")', false],
    ["@@\n-f('a,b')\n+f( 'a,b', )", true],
    ['--- a/x\n+++ b/y\n@@\n-a\n+ a', true],
    ['@@\n--- a\n+b', false],
    [null, false],
  ])('%j is only formatted: %s', (text, expected) => {
    expect(isOnlyFormatting({ path: 'x', text })).toBe(expected);
  });

  it.each(['a.py', 'deploy.yaml', 'Makefile', 'a.haml'])('moving a line is a change in %s', (path) => {
    expect(isOnlyFormatting({ path, text: '@@\n-  a\n+a' })).toBe(false);
    expect(isOnlyFormatting({ path, text: '@@\n-a  \n+a\n+' })).toBe(true);
  });
});

describe('W7: a test comes with the fix', () => {
  it.each([
    ['src/a.test.ts'],
    ['src/__tests__/a.js'],
    ['tests/test_login.py'],
    ['login_test.go'],
    ['src/test/java/LoginTest.java'],
    ['app/LoginSpec.kt'],
    ['Shop.Tests/LoginTests.cs'],
    ['spec/login_spec.rb'],
    ['tests/LoginTest.php'],
    ['AppTests/LoginTests.swift'],
    ['test/login_test.exs'],
    ['src/login_test.cc'],
    ['test/login_test.dart'],
    ['cypress/login.cy.js'],
    ['test/login.bats'],
    ['crates/a/tests/login.rs'],
  ])('%s is one', (path) => {
    expect(say(testsIncluded, ['src/a.ts', path])).toEqual([`met: A test is included: \`${path}\``]);
  });

  it.each<[string, readonly (ChangedFile | string)[], string]>([
    ['none', ['src/a.js', 'contest/b.js'], 'unmet: The change adds 0 tests'],
    [
      'only removed ones',
      ['src/a.js', changed('test/a.test.js', { status: 'removed', additions: 0 })],
      'unmet: The change adds 0 tests and removes 1 (`test/a.test.js`)',
    ],
    [
      'only moved ones',
      ['src/a.js', changed('test/b.test.js', { status: 'renamed', additions: 0 })],
      'unmet: The change adds 0 tests',
    ],
    [
      'nothing that could have one',
      ['README.md', 'docs/a.png'],
      'not-applicable: The changed files need no test',
    ],
  ])('%s', (_, files, expected) => {
    expect(say(testsIncluded, files)).toEqual([expected]);
  });

  it.each<[string, string, boolean]>([
    ['src/a.rs', '@@\n+    #[test]\n+    fn stops() {}', true],
    ['src/a.rs', '@@\n+#[tokio::test(flavor = "multi_thread")]', true],
    ['src/a.rs', '@@\n+    #[cfg(test)]', false],
    ['src/a.rs', '@@\n-    #[test]\n     #[test]', false],
    ['src/a.zig', '@@\n+test "stops" {', true],
    ['source/a.d', '@@\n+@safe unittest', true],
    ['src/a.js', '@@\n+#[test]', false],
  ])('in %s the lines %j hold one: %s', (path, text, expected) => {
    const patches = known([{ path, text }]);
    expect(say(testsIncluded, [path], { patches })[0]?.startsWith('met')).toBe(expected);
  });

  it('asks for lines only where they may hold a test, and says when they could not be read', () => {
    const needs = (...files: readonly (ChangedFile | string)[]) => {
      const bound = testsIncluded.bind({});
      if (!bound.ok) throw bound.error;
      const change = pullFacts({ files: changedFiles(...files) });
      return bound.rule.needs(caseOf(facts({ change }), workflowPolicy)).length > 0;
    };
    expect(needs('src/a.js')).toBe(false);
    expect(needs('src/a.rs')).toBe(true);
    expect(needs('src/a.rs', 'tests/a.rs')).toBe(false);
    const [verdict] = verdicts(testsIncluded, {
      files: changedFiles('src/a.rs'),
      patches: unreadable('The answer was cut off'),
    });
    expect(verdict?.detail?.markdown).toContain('could not be read: The answer was cut off');
  });

  it('does not count a picture or a readme among tests', () => {
    expect(say(testsIncluded, ['src/a.js', 'tests/README.md', 'tests/a.png'])).toEqual([
      'unmet: The change adds 0 tests',
    ]);
  });

  it('does not pretend to have seen all files', () => {
    const [verdict] = verdicts(testsIncluded, { files: known({ listed: many(3_000), total: 3_050 }) });
    expect(verdict?.detail?.markdown).toContain('GitHub lists 3000 of 3050 changed files');
  });

  it('is looked for where the policy says', () => {
    expect(say(testsIncluded, ['src/a.js', 'checks/a.yaml'], {}, { paths: ['checks/**'] })[0]).toContain(
      'met',
    );
  });

  it('S5: may be deferred, and says how and what settles it', () => {
    const change = pullFacts({ body: '**Severity:** P1', files: changedFiles('src/a.js') });
    const { findings } = evaluated(facts({ change }), policyOf('extends: speckit\n'));
    expect(findings.find(({ rule }) => rule === 'tests-included')).toMatchObject({
      status: 'deferred',
      within: 24 * 60 * 60_000,
      settledBy: { markdown: 'a merged change that adds a test for it' },
    });
    const [verdict] = verdicts(testsIncluded, { files: changedFiles('src/a.js') });
    expect(verdict !== undefined && 'fix' in verdict && verdict.fix).toMatchObject({
      paste: null,
      otherwise: {
        markdown:
          'No time now? Comment `/hotfix defer tests-included` and the reason on one line. The test is then due within 24 h of the merge.',
      },
    });
  });

  it('3,000 files with hostile names are looked through', () => {
    const files = Array.from(
      { length: 3_000 },
      (_, index) => `${'a/'.repeat(40)}${'{*['.repeat(20)}${index}`,
    );
    expect(say(testsIncluded, files)).toEqual(['unmet: The change adds 0 tests']);
    expect(say(minimalScope, files)[0]).toContain('3000 files');
  });
});

describe('E1: the code says that it is an emergency fix', () => {
  const patch = (path: string, text: string | null): Patch => ({ path, text });
  const marked = (patches: readonly Patch[], settings: unknown = {}) =>
    verdicts(emergencyMarker, { patches: known(patches) }, settings);

  it.each<[string, readonly Patch[], string]>([
    [
      'in an added line',
      [patch('src/a.js', '@@\n+// emergency fix: x')],
      'met: The change is marked in `src/a.js`',
    ],
    [
      'not in a removed one',
      [patch('src/a.js', '@@\n-// EMERGENCY FIX')],
      'unmet: 0 added lines say `EMERGENCY FIX`',
    ],
    [
      'not in a line that was there',
      [patch('src/a.js', '@@\n // EMERGENCY FIX\n+x')],
      'unmet: 0 added lines say `EMERGENCY FIX`',
    ],
    [
      'not in a test',
      [patch('test/a.test.js', '@@\n+// EMERGENCY FIX'), patch('src/a.js', '@@\n+x')],
      'unmet: 0 added lines say `EMERGENCY FIX`',
    ],
    [
      'nowhere to be said',
      [patch('README.md', '@@\n+x')],
      'not-applicable: The change has 0 files that take a comment',
    ],
    [
      'not asked of files that hold no comments',
      [patch('package.json', '@@\n+"a": 1'), patch('yarn.lock', '@@\n+a'), patch('a.min.js', '@@\n+a')],
      'not-applicable: The change has 0 files that take a comment',
    ],
  ])('%s', (_, patches, expected) => {
    expect(marked(patches).map(inOneLine)).toEqual([expected]);
  });

  it.each([
    ['src/a.js', '// EMERGENCY FIX: [what was done here, and why]'],
    ['app/a.py', '# EMERGENCY FIX: [what was done here, and why]'],
    ['db/a.sql', '-- EMERGENCY FIX: [what was done here, and why]'],
    ['web/a.html', '<!-- EMERGENCY FIX: [what was done here, and why] -->'],
    ['Dockerfile', '# EMERGENCY FIX: [what was done here, and why]'],
    ['.env.production', '# EMERGENCY FIX: [what was done here, and why]'],
    ['views/a.blade.php', '<!-- EMERGENCY FIX: [what was done here, and why] -->'],
    ['views/a.erb', '<!-- EMERGENCY FIX: [what was done here, and why] -->'],
    ['run.cmd', 'REM EMERGENCY FIX: [what was done here, and why]'],
    ['php.ini', '; EMERGENCY FIX: [what was done here, and why]'],
    ['app/a.php', '// EMERGENCY FIX: [what was done here, and why]'],
  ])('in %s it is pasted as %s', (path, comment) => {
    expect(pasted(marked([patch(path, '@@\n+x')])[0])).toBe(comment);
  });

  it('takes no comment that was pasted unread', () => {
    const comment = pasted(marked([patch('src/a.js', '@@\n+x')])[0]);
    const [verdict] = marked([patch('src/a.js', `@@\n+${comment}`)]);
    expect(verdict?.title.markdown).toBe(
      'The `EMERGENCY FIX` comment still holds a placeholder: `[what was done here, and why]`',
    );
  });

  it('names files whose lines GitHub does not show', () => {
    expect(marked([patch('a.bin', null)])[0]?.detail?.markdown).toContain(
      'does not show the lines of 1 file',
    );
  });

  it('is not asked of files that go, of binaries, and of a revert', () => {
    const patches = known([patch('src/a.js', '@@\n-x'), patch('a.bin', null)]);
    const gone = changed('src/a.js', { status: 'removed', additions: 0, deletions: 1 });
    const binary = changed('a.bin', { additions: 0 });
    expect(say(emergencyMarker, [gone, binary], { patches })).toEqual([
      'not-applicable: The change has 0 files that take a comment',
    ]);
    const commits = known([commit({ message: 'Revert "a"\n\nThis reverts commit 1234567.' })]);
    expect(say(emergencyMarker, ['src/a.js'], { patches, commits })).toEqual([
      'not-applicable: The change only reverts released commits, so there is nothing to mark',
    ]);
  });

  it('is shown for a file whose lines are seen', () => {
    const seen = [patch('a.bin', null), patch('src/a.py', '@@\n-x'), patch('src/b.sql', '@@\n+x')];
    expect(pasted(marked(seen)[0])).toContain('-- EMERGENCY FIX');
  });

  it.each([
    [notGiven('x'), 'not-applicable'],
    [unreadable('x'), 'unknown'],
  ])('%#: %s', (patches, status) => {
    expect(verdicts(emergencyMarker, { patches })[0]?.status).toBe(status);
  });
});

it.each([minimalScope, testsIncluded, emergencyMarker])('$id: nothing is asked of a branch', (rule) => {
  const [verdict] = judge(rule, caseOf(facts({ change: branchFacts() }), workflowPolicy));
  expect(verdict?.status).toBe('not-applicable');
});

it.each([minimalScope, testsIncluded])('$id: files that can’t be read are unknown', (rule) => {
  expect(verdicts(rule, { files: unreadable('no permission') })[0]?.status).toBe('unknown');
  expect(verdicts(rule, { files: notGiven('none') })[0]?.status).toBe('not-applicable');
});
