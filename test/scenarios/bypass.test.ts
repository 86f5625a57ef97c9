// A2: a bypass is given by those who may, on the real app: not by an outsider's text, and not in another's name unseen.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BRANCH, COMMIT, REVIEWER, TITLE } from '../demo/shop.ts';
import { ManualClock } from '../simulator/clock.ts';
import { bypassBlock, completeDescription } from '../support/descriptions.ts';
import { OWNER, REPO, type Scenario, startScenario } from '../support/scenario.ts';

const at = { owner: OWNER, repo: REPO };
let clock: ManualClock;
const FILES = { 'src/charge.js': 'once\n', 'test/charge.test.js': 'charge(order);\n' };
const BLOCK = bypassBlock('Production is completely down: nobody can pay', REVIEWER);
const BODY = `${completeDescription({ severity: 'HIGH' })}${BLOCK}`;

let story: Scenario;

beforeEach(async () => {
  clock = new ManualClock(new Date());
  story = await startScenario({
    clock,
    prepare: async (simulator) => {
      simulator.create.user('eve');
    },
  });
});

afterEach(() => story.stop());

async function verdict(number: number): Promise<string> {
  const { conclusion, title } = await story.check(number);
  return `${conclusion}: ${title}`;
}

/** What the check shows of the bypass, in order. */
async function shown(number: number): Promise<string> {
  const { summary, text } = await story.check(number);
  return `${summary}\n${text}`;
}

async function edit(number: number, body: string, login: string): Promise<void> {
  clock.advance(5);
  await story.as(login).octokit.rest.pulls.update({ ...at, pull_number: number, body });
  await story.warden.settled();
}

async function comment(number: number, body: string, login: string): Promise<void> {
  clock.advance(5);
  await story.comment(number, body, login);
}

/** From a fork of somebody without write access. */
async function openFromFork(body: string): Promise<number> {
  const { octokit } = story.as('eve');
  await octokit.rest.repos.createFork(at);
  await pushToFork('once');
  clock.advance(5);
  const input = { ...at, title: TITLE, head: `eve:${BRANCH}`, base: 'main', body };
  const { data } = await octokit.rest.pulls.create(input);
  await story.warden.settled();
  return data.number;
}

async function pushToFork(line: string): Promise<void> {
  clock.advance(5);
  const { simulator } = story;
  const files = { ...FILES, 'src/charge.js': `${line}\n` };
  const fork = simulator.world.repository(`eve/${REPO}`);
  await simulator.create.commit(fork, {
    branch: BRANCH,
    message: COMMIT,
    files,
    author: 'eve',
    from: 'main',
  });
  await story.warden.settled();
}

it('an outsider’s block names somebody and opens nothing, whatever the outsider writes', async () => {
  for (const severity of ['HIGH', 'CRITICAL']) {
    const body = `${completeDescription({ severity })}${BLOCK}`;
    const number = await openFromFork(body);
    expect(await verdict(number)).toMatch(/^failure/);
    expect(await shown(number)).toContain('`eve` wrote it and has no write access');
    await comment(number, '/hotfix severity P0', 'eve');
    await comment(number, '/hotfix authorise', 'eve');
    expect(await verdict(number)).toMatch(/^failure/);
    const { comments } = await story.pull(number);
    expect(comments.at(-1)?.body).toContain('`eve` may not authorise a bypass here');
    // Confirming it does not make the outsider's text somebody else's.
    await comment(number, '/hotfix authorise', REVIEWER);
    expect(await verdict(number)).toMatch(/^failure/);
    await edit(number, `${body}\n`, 'eve');
    expect(await verdict(number)).toMatch(/^failure/);
    await story.as('eve').octokit.rest.pulls.update({ ...at, pull_number: number, state: 'closed' });
    await story.simulator.world.state.repositories.delete(story.simulator.world.repository(`eve/${REPO}`).id);
  }
});

it('somebody with write access writes it, the person named confirms it, and a push asks again', async () => {
  const number = await openFromFork(BODY);
  await edit(number, BODY.replace('nobody can pay', 'nobody can pay by card'), 'linus');
  expect(await verdict(number)).toMatch(/^failure/);
  expect(await shown(number)).toContain('Ask `grace` to comment `/hotfix authorise`');
  await comment(number, '/hotfix authorise', 'linus');
  expect(await verdict(number)).toMatch(/^failure/);
  await comment(number, '/hotfix authorise', REVIEWER);
  expect(await verdict(number)).toBe('success: Ready to merge · P1 High · 1 deferred');
  await pushToFork('twice');
  expect(await verdict(number)).toMatch(/^failure/);
  expect(await shown(number)).toContain('`grace` confirmed it for older commits');
  await edit(number, BODY, REVIEWER);
  expect(await verdict(number)).toMatch(/^success/);
});

it('an outsider’s P0 waits for the person named, although somebody with write access ticked a box in its description', async () => {
  const body = `${completeDescription()}${BLOCK}`;
  const number = await openFromFork(body.replace('- [x]', '- [ ]'));
  await edit(number, body, 'linus');
  expect(await verdict(number)).toMatch(/^failure/);
  expect(await shown(number)).toContain('Ask `grace` to comment `/hotfix authorise`');
  await comment(number, '/hotfix authorise', REVIEWER);
  expect(await verdict(number)).toMatch(/^success/);
});

it('at P0 it may go out before the confirmation, and a denial stops it at once', async () => {
  await story.push(BRANCH, { files: FILES });
  clock.advance(5);
  const number = await story.openPull({ body: `${completeDescription()}${BLOCK}` });
  expect(await verdict(number)).toBe('success: Ready to merge · P0 Critical · 2 deferred');
  expect(await shown(number)).toContain('`grace` was named by `ada`, not yet confirmed');
  await comment(number, '/hotfix deny I was not asked', REVIEWER);
  expect(await verdict(number)).toMatch(/^failure/);
  expect(await shown(number)).toContain('`grace` denied the bypass');
  clock.advance(5);
  await story.push(BRANCH, { files: { 'src/charge.js': 'again\n' } });
  await story.warden.settled();
  expect(await verdict(number)).toMatch(/^failure/);
  await comment(number, '/hotfix authorise', REVIEWER);
  expect(await verdict(number)).toBe('success: Ready to merge · P0 Critical · 1 deferred');
});
