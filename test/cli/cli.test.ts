// The command line as people run it: whole outputs and exit codes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMIT } from '../demo/shop.ts';
import * as commandLine from '../support/command-line.ts';
import { completeDescription } from '../support/descriptions.ts';

let folder: string;

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

type Outcome = commandLine.Outcome;

function ofThisFolder({ status, stdout, stderr }: Outcome): Outcome {
  return { status, stdout, stderr: stderr.replaceAll(folder, '…') };
}

async function run(parameters: readonly string[]): Promise<Outcome> {
  return ofThisFolder(await commandLine.run({ folder, env: ENVIRONMENT }, parameters));
}

/** In a process of its own. */
async function start(parameters: readonly string[], input = ''): Promise<Outcome> {
  return ofThisFolder(await commandLine.start({ folder, env: ENVIRONMENT }, parameters, input));
}

function git(...parameters: string[]): void {
  const { status, stderr } = spawnSync('git', parameters, {
    cwd: folder,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotfix-warden-cli-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HOTFIX = ['check', '--branch', 'hotfix/v1.2.1-login', '--base', 'main', '--body', 'body.md'];

describe('check', () => {
  it('W6, W7: judges the change itself with --diff', async () => {
    git('init', '-q', '-b', 'main');
    write('src/a.js', 'one\n');
    write('old name.js', 'the same\nlines\nhere\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
    git('checkout', '-q', '-b', 'hotfix/v1.2.1-login');
    write('src/a.js', 'two\n');
    git('mv', 'old name.js', 'new name.js');
    git('add', '-A');
    git('commit', '-q', '-m', 'fix');
    write('body.md', completeDescription());
    const judged = async () => (await run([...HOTFIX, '--diff', 'main..HEAD', '--json'])).stdout;
    expect(await judged()).toContain('The change adds 0 tests');
    expect(await judged()).toContain('The change is small: 2 files, 2 lines');
    write('test/a.test.js', 'x\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'test');
    expect(await judged()).toContain('A test is included: `test/a.test.js`');
    expect((await run([...HOTFIX, '--diff', 'nowhere..HEAD'])).stderr).toContain(
      'The changes of nowhere..HEAD cannot be read',
    );
  });

  it('has nothing to say about a complete hotfix', async () => {
    write('body.md', completeDescription());
    write('message', COMMIT);
    const { status, stdout } = await run([...HOTFIX, '--commit-message', 'message']);
    expect(status).toBe(0);
    expect(stdout).toMatchSnapshot();
  });

  it('W2, W5, S3: says what is open, with its fix', async () => {
    write('body.md', completeDescription().replace(/\*\*Rollback Plan:.*\n/, '**Rollback Plan:**\n'));
    const { status, stdout, stderr } = await start(
      ['check', '--branch', 'hotfix/login', '--body', '-'],
      completeDescription({}).replace(/\*\*Rollback Plan:.*\n/, '**Rollback Plan:**\n'),
    );
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: '.github/hotfix.yml does not exist here. The playbook `workflow` is used instead.\n',
    });
    expect(stdout).toMatchSnapshot();
  });

  it('prints the contract of --json', async () => {
    write('body.md', completeDescription().replace(/\*\*Rollback Plan:.*\n/, '**Rollback Plan:**\n'));
    const { status, stdout } = await run([...HOTFIX, '--json']);
    expect(status).toBe(1);
    const output = JSON.parse(stdout);
    expect(Object.keys(output)).toEqual(['conclusion', 'findings']);
    for (const finding of output.findings)
      expect(Object.keys(finding)).toEqual(['rule', 'status', 'title', 'detail', 'fix', 'at']);
    expect(
      output.findings.find((finding: { rule: string }) => finding.rule === 'rollback-plan'),
    ).toMatchInlineSnapshot(`
      {
        "at": {
          "document": "description",
          "line": 32,
        },
        "detail": "The template asks for: \`how to go back if this makes it worse, and how long that takes\`",
        "fix": "Write your answer",
        "rule": "rollback-plan",
        "status": "unmet",
        "title": "\`Rollback Plan\` is empty",
      }
    `);
  });

  it('is neutral about a base that is not a production branch', async () => {
    write('body.md', '');
    const { status, stdout } = await run([
      'check',
      '--branch',
      'hotfix/v1.2.1-x',
      '--base',
      'develop',
      '--body',
      'body.md',
      '--json',
    ]);
    expect({ status, conclusion: JSON.parse(stdout).conclusion }).toEqual({
      status: 0,
      conclusion: 'neutral',
    });
  });

  it('W3, W4: reads commits, tags and origin from the clone around it', async () => {
    git('init', '-q', '-b', 'main');
    write('a', 'a');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    git('tag', 'v1.2.0');
    git('checkout', '-q', '-b', 'develop');
    write('wish', 'w');
    git('add', '.');
    git('commit', '-q', '-m', 'feature');
    git('checkout', '-q', '-b', 'hotfix/v1.2.2-login');
    write('fix', 'f');
    git('add', '.');
    git('commit', '-q', '-m', COMMIT);
    write('body.md', completeDescription());
    const { status, stdout } = await run([
      'check',
      '--branch',
      'hotfix/v1.2.2-login',
      '--body',
      'body.md',
      '--commits',
      'develop..HEAD',
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain('the next patch is `v1.2.1`');
    expect(stdout).toContain('The branch carries 1 commit of `develop`');
    expect(stdout).toContain('1 commit message follows the template');
  });

  it('takes another template and another policy', async () => {
    write(
      'body.md',
      '## What broke\n\nCheckout.\n\n**Rollback:** redeploy v1\n**Severity:** high\n**Incident:** #4\n',
    );
    write('template.md', '## What broke\n\n<!-- say it -->\n');
    write('policy.yml', 'branches:\n  production: live\n');
    const { status } = await run([
      'check',
      '--branch',
      'hotfix/v1.2.1-x',
      '--base',
      'live',
      '--body',
      'body.md',
      '--template',
      'template.md',
      '--config',
      'policy.yml',
    ]);
    expect(status).toBe(0);
  });

  it.each([
    [['check'], 'required option'],
    [
      ['check', '--branch', 'x', '--body', 'missing.md'],
      'missing.md cannot be read: the file does not exist.',
    ],
    [['check', '--branch', 'a b', '--body', '-'], '--branch "a b" is not a valid name for a branch.'],
    [[...HOTFIX, '--commits', 'x..y'], 'The commits x..y cannot be read'],
    [[...HOTFIX, '--colour'], "unknown option '--colour'"],
    [['chekc'], 'check'],
    [['template', '.'], 'it is a folder'],
  ])('%j ends with 2', async (parameters, words) => {
    write('body.md', '');
    const { status, stderr } = await run(parameters);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('template', () => {
  it('shows what a template asks for', async () => {
    write(
      't.md',
      '## Summary\n\n<!-- what broke -->\n\n- **Severity:** High / Low\n\n## After the merge\n\n- [ ] Watch it\n',
    );
    const { status, stdout } = await run(['template', 't.md']);
    expect(status).toBe(0);
    expect(stdout).toMatchSnapshot();
    const { fields } = JSON.parse((await run(['template', 't.md', '--json'])).stdout);
    expect(Object.keys(fields[0])).toEqual([
      'path',
      'label',
      'kind',
      'required',
      'due',
      'options',
      'hint',
      'line',
    ]);
  });
});

describe('commit-msg', () => {
  beforeEach(() => git('init', '-q', '-b', 'hotfix/v1.2.1-x'));

  it('W4: stops a bad message on a hotfix branch and lets a good one pass', async () => {
    write('message', 'fix\n# a comment\n');
    const bad = await start(['commit-msg', 'message']);
    expect(bad.status).toBe(1);
    expect(bad.stderr).toContain('EMERGENCY FIX');
    write('message', COMMIT);
    expect(await start(['commit-msg', 'message'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('is silent elsewhere, and about what git prepares', async () => {
    write('message', "Merge branch 'main'");
    expect((await run(['commit-msg', 'message'])).status).toBe(0);
    git('checkout', '-q', '-b', 'feature/x');
    write('message', 'fix');
    expect(await run(['commit-msg', 'message'])).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe('config', () => {
  it('checks a policy against its organisation’s', async () => {
    write('own/.github/hotfix.yml', 'extends: .github\nrules:\n  review: off\n');
    const theirs = write('theirs/.github/hotfix.yml', 'extends: log\nlocked: [rules.review]\n');
    const own = join(folder, 'own/.github/hotfix.yml');
    const { status, stdout } = await run(['config', 'validate', own, '--organisation', theirs]);
    expect(status).toBe(1);
    expect(stdout.replaceAll(folder, '…')).toBe(
      '…/own/.github/hotfix.yml:3  `rules.review` is locked by `organisation/.github`. Remove it; the organisation’s value `on` is used.\n',
    );
  });

  it('reports an organisation’s mistakes with its file, and asks for the file where none is given', async () => {
    const own = write('own.yml', 'extends: acme/.github\nrules:\n  minimal-scope: { files: 5 }\n');
    const theirs = write('theirs.yml', 'extends: log\nlabls: {}\n');
    const { status, stdout } = await run(['config', 'validate', own, '--organisation', theirs]);
    expect({ status, stdout: stdout.replaceAll(folder, '…') }).toEqual({
      status: 1,
      stdout: '…/theirs.yml:2  Unknown key `labls`. Did you mean `labels`?\n',
    });
    expect(await run(['config', 'validate', own])).toMatchObject({
      status: 1,
      stderr: 'To check it against the organisation’s policy too, add --organisation FILE.\n',
    });
    write('theirs.yml', 'extends: log\n');
    expect(await run(['config', 'validate', own, '--organisation', theirs])).toMatchObject({ status: 0 });
  });

  it.each([
    ['a binary file', '\u0000', 1],
    ['malformed YAML', 'rules: [', 1],
    ['a megabyte', `# ${'x'.repeat(1_000_000)}\n`, 1],
  ])('%s ends with its mistake', async (_, text, code) => {
    const { status, stdout } = await run(['config', 'validate', write('bad.yml', text)]);
    expect(status).toBe(code);
    expect(stdout.split('\n')).toHaveLength(2);
  });

  it('a folder, or nothing, cannot be read', async () => {
    mkdirSync(join(folder, 'folder.yml'));
    expect((await run(['config', 'validate', 'folder.yml'])).status).toBe(2);
    expect((await start(['config', 'validate', 'missing.yml'])).status).toBe(2);
  });

  it('finds the mistakes of a policy', async () => {
    write('.github/hotfix.yml', 'extends: workfow\nbranches:\n  prodution: live\n');
    const { status, stdout } = await run(['config', 'validate']);
    expect({ status, stdout }).toMatchInlineSnapshot(`
      {
        "status": 1,
        "stdout": ".github/hotfix.yml:1  Unknown playbook \`workfow\`. Use \`workflow\`, \`log\`, \`emergency-fix\` or \`speckit\`, or \`.github\` for the organisation’s policy. Did you mean \`workflow\`?
      .github/hotfix.yml:3  Unknown key \`prodution\`. Did you mean \`production\`?
      ",
      }
    `);
    write('.github/hotfix.yml', 'extends: workflow\n');
    expect(await run(['config', 'validate'])).toMatchObject({
      status: 0,
      stdout: '.github/hotfix.yml is valid: playbook workflow, 14 rules.\n',
    });
  });
});
