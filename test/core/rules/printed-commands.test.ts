// What the checks print to be pasted, pasted: into a shell, in a clone with a remote, with real git.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { known } from '../../../src/core/model/facts/known.ts';
import { parseSha } from '../../../src/core/model/ids.ts';
import { rule as branchName } from '../../../src/core/rules/branch-name.ts';
import { rule as branchOrigin } from '../../../src/core/rules/branch-origin.ts';
import { rule as commitMessages } from '../../../src/core/rules/commit-messages.ts';
import { rule as minimalScope } from '../../../src/core/rules/minimal-scope.ts';
import {
  branch,
  branchFacts,
  changed,
  changedFiles,
  commit,
  facts,
  pullFacts,
  pullNumber,
  sha,
} from '../../support/facts.ts';
import { caseOf, judge, pasted } from '../../support/judge.ts';
import { policyOf, workflowPolicy } from '../../support/policy.ts';

let folder: string;
let clone: string;

const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

function git(...parameters: string[]): string {
  return execFileSync('git', parameters, {
    cwd: clone,
    env: ENVIRONMENT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

function paste(commands: string): void {
  execFileSync('bash', ['-e', '-c', commands], {
    cwd: clone,
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function commitFile(name: string, message: string): string {
  writeFileSync(join(clone, name), `${name}\n`);
  git('add', '.');
  git('commit', '-q', '-m', message);
  return git('rev-parse', 'HEAD');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'printed-commands-'));
  clone = join(folder, 'clone');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', join(folder, 'origin.git')], {
    env: ENVIRONMENT,
  });
  execFileSync('git', ['clone', '-q', join(folder, 'origin.git'), clone], {
    env: ENVIRONMENT,
    stdio: 'ignore',
  });
  git('checkout', '-q', '-b', 'main');
  commitFile('a', 'first');
  git('push', '-q', 'origin', 'main');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the printed commands', () => {
  it.each(['hotfix/login', "hotfix/it's;here"])('W2: rename the branch %s', (name) => {
    git('checkout', '-q', '-b', name);
    const tip = commitFile('b', 'fix');
    git('push', '-q', '-u', 'origin', name);
    const change = branchFacts({ branch: branch(name), sha: sha('b') });
    paste(pasted(judge(branchName, caseOf(facts({ change }), workflowPolicy))[0]));
    const remote = git('ls-remote', '--heads', 'origin')
      .split('\n')
      .map((line) => line.split('\t'));
    const moved = remote.filter(([, ref]) => ref?.startsWith('refs/heads/hotfix/'));
    expect(moved).toEqual([
      [tip, `refs/heads/hotfix/v1.2.1-${name === 'hotfix/login' ? 'login' : 'it-s-here'}`],
    ]);
  });

  it('W3: move the fix from develop onto production', () => {
    git('checkout', '-q', '-b', 'develop');
    commitFile('wish', 'feature');
    git('push', '-q', 'origin', 'develop');
    git('checkout', '-q', '-b', 'hotfix/v1.2.1-x');
    commitFile('fix', 'the fix');
    git('push', '-q', '-u', 'origin', 'hotfix/v1.2.1-x');
    const origin = known({
      production: branch('main'),
      sharedWith: [{ branch: branch('develop'), commits: [sha('b')] }],
      carriedBy: [],
    });
    const change = branchFacts({ branch: branch('hotfix/v1.2.1-x'), origin });
    paste(pasted(judge(branchOrigin, caseOf(facts({ change }), workflowPolicy))[0]));
    expect(git('log', '--format=%s', 'origin/main..origin/hotfix/v1.2.1-x')).toBe('the fix');
  });

  it('W3: move the fix from a feature branch onto production', () => {
    git('checkout', '-q', '-b', 'feature/wish');
    commitFile('wish', 'feature');
    git('checkout', '-q', '-b', 'hotfix/v1.2.1-x');
    commitFile('fix', 'the fix');
    git('push', '-q', '-u', 'origin', 'hotfix/v1.2.1-x');
    git('checkout', '-q', 'feature/wish');
    commitFile('more', 'more of the feature');
    git('push', '-q', 'origin', 'feature/wish:refs/pull/7/head');
    const carriedBy = [
      { number: pullNumber(7), branch: branch('feature/wish'), base: branch('develop'), sha: sha('f') },
    ];
    const origin = known({ production: branch('main'), sharedWith: [], carriedBy });
    const change = branchFacts({ branch: branch('hotfix/v1.2.1-x'), origin });
    paste(pasted(judge(branchOrigin, caseOf(facts({ change }), workflowPolicy))[0]));
    expect(git('log', '--format=%s', 'origin/main..origin/hotfix/v1.2.1-x')).toBe('the fix');
  });

  it('W3: bring a fix that was merged into develop first over to production', () => {
    const name = 'hotfix/v1.2.1-x';
    git('checkout', '-q', '-b', 'develop');
    commitFile('wish', 'feature');
    git('checkout', '-q', '-b', name, 'main');
    const fixes = ['one', 'two'].map((file) => commitFile(file, `fix ${file}`));
    git('push', '-q', '-u', 'origin', name);
    git('checkout', '-q', 'develop');
    git('merge', '-q', '--no-ff', '-m', 'Merge the fix', name);
    git('push', '-q', 'origin', 'develop');
    const shas = fixes.flatMap((id) => parseSha(id) ?? []);
    const origin = known({
      production: branch('main'),
      sharedWith: [{ branch: branch('develop'), commits: shas }],
      carriedBy: [],
    });
    const head = { ...pullFacts().head, branch: branch(name), sha: shas[1] ?? sha('a') };
    const commits = known(shas.map((id) => commit({ sha: id })));
    const change = pullFacts({ head, origin, commits });
    paste(pasted(judge(branchOrigin, caseOf(facts({ change }), workflowPolicy))[0]));
    expect(git('log', '--format=%s', '--reverse', `origin/main..origin/${name}-2`)).toBe('fix one\nfix two');
    expect(git('rev-parse', `origin/${name}`)).toBe(fixes[1]);
  });

  it.each([
    { rule: branchOrigin, policy: workflowPolicy },
    { rule: branchName, policy: policyOf('extends: workflow\nrules:\n  branch-origin: off\n') },
  ])('W3: bring a fix from develop itself over to production: $rule.id', ({ rule, policy }) => {
    git('checkout', '-q', '-b', 'develop');
    const wish = commitFile('wish', 'feature');
    const tip = commitFile('fix', 'the fix');
    git('push', '-q', '-u', 'origin', 'develop');
    const shas = [wish, tip].flatMap((id) => parseSha(id) ?? []);
    const origin = known({
      production: branch('main'),
      sharedWith: [{ branch: branch('develop'), commits: shas }],
      carriedBy: [],
    });
    const head = { ...pullFacts().head, branch: branch('develop'), sha: shas[1] ?? sha('a') };
    const commits = known(shas.map((id) => commit({ sha: id })));
    const change = pullFacts({ head, origin, commits });
    const commands = pasted(judge(rule, caseOf(facts({ change }), policy))[0]);
    const before = git('ls-remote', 'origin');
    // Unread, it stops before it pushes anything.
    expect(() => paste(commands)).toThrow('FIX');
    expect(git('ls-remote', 'origin')).toBe(before);
    git('checkout', '-q', 'develop');
    git('branch', '-q', '-D', 'hotfix/v1.2.1-stop-double-charges');
    paste(commands.replace('FIX', tip));
    expect(git('log', '--format=%s', 'origin/main..origin/hotfix/v1.2.1-stop-double-charges')).toBe(
      'the fix',
    );
    expect(git('ls-remote', 'origin', 'develop')).toContain(tip);
  });

  it('W4: reword the newest commit and an older one', () => {
    git('checkout', '-q', '-b', 'hotfix/v1.2.1-x');
    const older = commitFile('b', 'hotfix(a): one');
    git('push', '-q', '-u', 'origin', 'hotfix/v1.2.1-x');
    for (const which of ['newest', 'older'] as const) {
      const newest = which === 'newest' ? older : commitFile('c', 'hotfix(a): two');
      const messages =
        which === 'newest'
          ? [[older, 'hotfix(a): one']]
          : [
              [git('rev-parse', 'HEAD^'), 'hotfix(a): one'],
              [newest, 'hotfix(a): two'],
            ];
      if (which === 'older') git('push', '-q');
      const commits = messages.map(([id = '', message = '']) => commit({ sha: parseSha(id), message }));
      const verdicts = judge(
        commitMessages,
        caseOf(facts({ change: pullFacts({ commits: known(commits) }) }), workflowPolicy),
      );
      paste(pasted(verdicts[0]));
      const first = git('rev-list', '--reverse', 'main..origin/hotfix/v1.2.1-x').split('\n')[0] ?? '';
      expect(git('log', '-1', '--format=%B', first)).toContain('EMERGENCY FIX: [');
      git('fetch', '-q');
    }
  });

  it('W4: reword several commits in the order in which the check shows them', () => {
    git('checkout', '-q', '-b', 'hotfix/v1.2.1-x');
    const ids = ['one', 'two', 'three'].map((name) => commitFile(name, `hotfix(a): ${name}`));
    git('push', '-q', '-u', 'origin', 'hotfix/v1.2.1-x');
    const commits = ids.map((id) =>
      commit({ sha: parseSha(id), message: git('log', '-1', '--format=%B', id) }),
    );
    const change = pullFacts({ commits: known(commits) });
    for (const verdict of judge(commitMessages, caseOf(facts({ change }), workflowPolicy)))
      paste(pasted(verdict));
    const log = git('log', '--reverse', '--format=%s|%b%x00', 'main..origin/hotfix/v1.2.1-x').split('\0');
    expect(log.slice(0, 3).map((text) => text.trim().split('\n', 1)[0])).toEqual([
      'hotfix(a): one|EMERGENCY FIX: [what was broken, in full]',
      'hotfix(a): two|EMERGENCY FIX: [what was broken, in full]',
      'hotfix(a): three|EMERGENCY FIX: [what was broken, in full]',
    ]);
  });

  it('W6: restore a changed and a new stray file', () => {
    writeFileSync(join(clone, 'yarn.lock'), 'a@1\n');
    commitFile('b', 'second');
    git('push', '-q', 'origin', 'main');
    git('checkout', '-q', '-b', 'hotfix/v1.2.1-x');
    commitFile('fix', 'the fix');
    writeFileSync(join(clone, 'yarn.lock'), 'a@2\n');
    commitFile("it's.lockfile", 'and more');
    git('push', '-q', '-u', 'origin', 'hotfix/v1.2.1-x');
    const files = changedFiles('fix', 'yarn.lock', changed("it's.lockfile", { status: 'added' }));
    paste(pasted(judge(minimalScope, caseOf(facts({ change: pullFacts({ files }) }), workflowPolicy))[0]));
    expect(git('diff', '--name-only', 'origin/main', 'origin/hotfix/v1.2.1-x')).toBe('fix');
  });
});
