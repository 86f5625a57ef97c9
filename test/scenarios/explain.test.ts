// `hotfix-warden explain`, as a person runs it against GitHub: the same decision as the check, as a tree.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BRANCH } from '../demo/shop.ts';
import { run, type Surroundings, start } from '../support/command-line.ts';
import { completeDescription } from '../support/descriptions.ts';
import { type Scenario, startScenario } from '../support/scenario.ts';

let story: Scenario;

/** What `explain` is given of the machine. */
function surroundings(env: Readonly<Record<string, string>>): Surroundings {
  const { PATH = '' } = process.env;
  return { folder: process.cwd(), env: { PATH, GITHUB_API_URL: story.simulator.url, ...env } };
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
    const red = await run(surroundings(ADA), ['explain', `acme/shop#${number}`]);
    expect(red.status).toBe(1);
    expect(red.stdout).toContain(title);
    expect(red.stdout).toContain('✖ Somebody who did not work on it has approved the head (`review`)');
    expect(red.stdout).toContain('├─ A hotfix because: The branch is named');
    expect(red.stderr).toContain('Organisation policy: not readable. `acme/.github` does not exist');
    expect(red.stderr).toContain('Read with your own token');
    await story.approve(number);
    const green = await run(surroundings(ADA), ['explain', `acme/shop#${number}`]);
    expect(green.status).toBe(0);
    expect(green.stdout).toContain('Approved by `grace`');
  });

  it('asks as the app where its key is at hand, and prints JSON', async () => {
    await story.push(BRANCH);
    const number = await story.openPull({ body: '' });
    const app = { APP_ID: story.warden.identity.appId, PRIVATE_KEY: story.warden.identity.privateKey };
    const { status, stdout, stderr } = await start(surroundings(app), [
      'explain',
      `acme/shop#${number}`,
      '--json',
    ]);
    expect([status, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toMatchObject({ conclusion: 'failure' });
  });

  it.each([
    ['acme/shop#999', ADA, 'acme/shop#999 was not found'],
    ['acme/nowhere#1', ADA, 'acme/nowhere#1 was not found'],
    ['nonsense', ADA, 'Write OWNER/REPO#NUMBER'],
    ['acme/shop#1', {}, 'GITHUB_TOKEN is missing.'],
  ])('%s: exit code 2 and a sentence', async (what, env, sentence) => {
    const { status, stderr } = await run(surroundings(env), ['explain', what]);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
