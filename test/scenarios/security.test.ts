// Laws of docs/SECURITY.md, seen from outside: what no pull request gets, and what no log line holds.
import { afterEach, expect, it } from 'vitest';
import { BRANCH, REVIEWER } from '../demo/shop.ts';
import { recordedLog } from '../reconcile/recorded-log.ts';
import { completeDescription } from '../support/descriptions.ts';
import { type Scenario, type ScenarioOptions, startScenario } from '../support/scenario.ts';

const FIX = {
  'src/charge.js': 'export const charge = (order) => pay(order);\n',
  'test/charge.test.js': 'charge(order);\n',
};
const POLICY = '.github/hotfix.yml';

let story: Scenario;

async function open(options: ScenarioOptions = {}): Promise<void> {
  story = await startScenario(options);
}

afterEach(() => story.stop());

it('a policy in a pull request’s own head asks no less of it', async () => {
  await open();
  await story.push(BRANCH, { files: { ...FIX, [POLICY]: 'extends: workflow\nrules:\n  review: off\n' } });
  const number = await story.openPull({ body: completeDescription() });
  const { conclusion, title } = await story.check(number);
  expect({ conclusion, title }).toEqual({ conclusion: 'failure', title: expect.stringMatching(/review/) });
});

it('nor does a template there', async () => {
  const template = '## Root cause\n\n[say it]\n';
  await open({
    policy: 'extends: workflow\ntemplates:\n  pull-request: t.md\n',
    prepare: async ({ create }, shop) => {
      await create.commit(shop, {
        branch: 'main',
        message: 'Add it',
        files: { 't.md': template },
        author: REVIEWER,
        from: 'main',
      });
    },
  });
  await story.push(BRANCH, { files: { ...FIX, 't.md': 'Nothing.\n' } });
  const number = await story.openPull({ body: 'Nothing.' });
  expect((await story.check(number)).summary).toContain('Root cause');
});

it('the log holds no text of a person, no secret and no token', async () => {
  const log = recordedLog();
  const word = 'xylophone';
  await open({ log });
  await story.push(BRANCH, { files: FIX, message: `fix: ${word}` });
  const number = await story.openPull({
    body: completeDescription({ 'incident reference': word }),
    title: word,
  });
  await story.comment(number, `/hotfix defer review ${word}`);
  const { secret, identity, webhookUrl } = story.warden;
  const refused = await fetch(webhookUrl, {
    method: 'POST',
    headers: { 'x-github-event': 'push', 'x-github-delivery': 'd', 'x-hub-signature-256': 'sha256=00' },
    body: JSON.stringify({ [word]: word }),
  });
  expect(refused.status).toBe(401);
  const lines = JSON.stringify(log.lines);
  expect(log.lines.length).toBeGreaterThan(3);
  const key = identity.privateKey.split('\n')[1] ?? '';
  for (const text of [word, secret, key, 'ghs_', 'Bearer']) expect(lines).not.toContain(text);
});
