// `hotfix-warden explain`, as a person runs it against GitHub: the same decision as the check, as a tree.
import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BRANCH } from '../demo/shop.ts';
import { completeDescription } from '../support/descriptions.ts';
import { type Scenario, startScenario } from '../support/scenario.ts';

const LAUNCHER = new URL('../../src/cli/hotfix-warden.js', import.meta.url).pathname;

let story: Scenario;

function explain(what: string, env: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const child = spawn(process.execPath, [LAUNCHER, 'explain', what, ...more], {
    env: { PATH: process.env['PATH'] ?? '', GITHUB_API_URL: story.simulator.url, ...env },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += String(chunk);
  });
  return new Promise<typeof said & { status: number | null }>((resolve) => {
    child.on('close', (status) => resolve({ ...said, status }));
  });
}

const ADA = { GITHUB_TOKEN: 'tok_ada' };

beforeEach(async () => {
  story = await startScenario();
});

afterEach(() => story.stop());

describe('explain', () => {
  it('says what the check says, with the evidence', async () => {
    await story.push(BRANCH, { files: { 'src/charge.js': '1\n', 'test/charge.test.js': '1\n' } });
    const number = await story.openPull({ body: completeDescription() });
    const { title } = await story.check(number);
    const red = await explain(`acme/shop#${number}`, ADA);
    expect(red.status).toBe(1);
    expect(red.stdout).toContain(title);
    expect(red.stdout).toContain('✖ Somebody who had no hand in it has approved the head (`review`)');
    expect(red.stdout).toContain('├─ A hotfix: The branch is named');
    expect(red.stderr).toContain('Judged with your own token');
    await story.approve(number);
    const green = await explain(`acme/shop#${number}`, ADA);
    expect(green.status).toBe(0);
    expect(green.stdout).toContain('Approved by `grace`');
  });

  it('asks as the app where its key is at hand, and prints JSON', async () => {
    await story.push(BRANCH);
    const number = await story.openPull({ body: '' });
    const app = { APP_ID: story.warden.identity.appId, PRIVATE_KEY: story.warden.identity.privateKey };
    const { status, stdout, stderr } = await explain(`acme/shop#${number}`, app, '--json');
    expect([status, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toMatchObject({ conclusion: 'failure' });
  });

  it.each([
    ['acme/shop#999', ADA, 'acme/shop#999 can’t be found'],
    ['acme/nowhere#1', ADA, 'acme/nowhere#1 can’t be found'],
    ['nonsense', ADA, 'Write OWNER/REPO#NUMBER'],
    ['acme/shop#1', {}, 'There is no way to ask GitHub.'],
  ])('%s: exit code 2 and a sentence', async (what, env, sentence) => {
    const { status, stderr } = await explain(what, env);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
