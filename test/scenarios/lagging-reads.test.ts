// GitHub answers reads from copies that are behind for seconds, while its deliveries arrive at once.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeTime } from '../reconcile/fake-time.ts';
import { ManualClock } from '../simulator/clock.ts';
import { LAG_KINDS } from '../simulator/lag/lag.ts';
import { completeDescription } from '../support/descriptions.ts';
import { OWNER, REPO, type Scenario, startScenario } from '../support/scenario.ts';

const LAG = 2_000;
const REVIEW_ONLY = 'rules:\n  tests-included: off\n';

let clock: ManualClock;
let time: FakeTime;
let story: Scenario;

beforeEach(async () => {
  const start = new Date();
  clock = new ManualClock(start);
  time = new FakeTime(start.getTime());
  story = await startScenario({ policy: REVIEW_ONLY, clock, time: { clock: time, timers: time } });
});

afterEach(() => story.stop());

function lag(milliseconds: number): void {
  for (const kind of LAG_KINDS) story.simulator.world.lag.set(kind, milliseconds);
}

async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.advance(1);
    await time.pass(1_000);
    await story.warden.settled();
  }
}

/** What everybody sees of it once the reads have caught up. */
async function shown(number: number) {
  lag(0);
  const { checks, comments } = await story.pull(number);
  return {
    checks: checks.filter(({ name }) => name === 'Hotfix').map(({ conclusion }) => conclusion),
    comments: comments.map(({ author }) => author),
  };
}

it('says nothing of a pull request before reads show it, and then says it once', async () => {
  lag(LAG);
  await story.push();
  const number = await story.openPull({ body: '' });
  expect(story.shop.checkRuns.size).toBe(0);
  await pass(1);
  expect(story.shop.checkRuns.size).toBe(0);
  await pass(9);
  expect(await shown(number)).toEqual({ checks: ['failure'], comments: ['hotfix-warden[bot]'] });
});

it('judges the text and the approval that came last, and doubles nothing on the way', async () => {
  await story.push();
  const number = await story.openPull({ body: '' });
  await pass(3);
  lag(LAG);
  await story.edit(number, completeDescription());
  await story.approve(number);
  await pass(10);
  expect(await shown(number)).toEqual({ checks: ['success'], comments: ['hotfix-warden[bot]'] });
  lag(LAG);
  await story.edit(number, '');
  await pass(10);
  expect(await shown(number)).toEqual({ checks: ['failure'], comments: ['hotfix-warden[bot]'] });
});

it('writes nothing twice while reads lack what it has written', async () => {
  await story.push();
  story.simulator.world.lag.set('writes', 60_000);
  const number = await story.openPull({ body: '' });
  await story.edit(number, completeDescription());
  await story.edit(number, '');
  expect(story.shop.checkRuns.size).toBe(1);
  expect(story.shop.comments.size).toBe(1);
  expect(await shown(number)).toEqual({ checks: ['failure'], comments: ['hotfix-warden[bot]'] });
});

it('judges the head that was pushed last', async () => {
  await story.push();
  const number = await story.openPull({ body: completeDescription() });
  await story.approve(number);
  await pass(3);
  expect((await shown(number)).checks).toEqual(['success']);
  lag(LAG);
  await story.push(undefined, { message: 'hello' });
  await story.warden.settled();
  await pass(10);
  const { headSha } = await story.pull(number);
  expect((await shown(number)).checks).toEqual(['failure']);
  expect((await story.pull(number)).headSha).toBe(headSha);
});

it('waits across a restart', async () => {
  lag(LAG);
  await story.push();
  const number = await story.openPull({ body: completeDescription() });
  await story.warden.restart();
  await pass(10);
  expect(await shown(number)).toEqual({ checks: ['failure'], comments: ['hotfix-warden[bot]'] });
});

/** Moves to the beginning of a second, so that what is changed twice from there has one `updated_at`. */
async function toTheSecond(): Promise<void> {
  const rest = 1_000 - (clock.now().getTime() % 1_000) + 50;
  clock.advance(rest / 1_000);
  await time.pass(rest);
}

it.each<[string, (number: number) => Promise<unknown>, (number: number) => Promise<unknown>]>([
  ['description', (number) => story.edit(number, completeDescription()), (number) => story.edit(number, '')],
  ['base', (number) => retarget(number, 'develop'), (number) => retarget(number, 'main')],
])('judges the later of two changes of the %s within one second', async (_, first, second) => {
  await story.push();
  const number = await story.openPull({ body: '' });
  await story.approve(number);
  await toTheSecond();
  story.simulator.world.lag.set('pull', 500);
  await first(number);
  clock.advance(0.62);
  await time.pass(620);
  await second(number);
  await pass(10);
  expect((await shown(number)).checks).toEqual(['failure']);
});

async function retarget(number: number, base: string): Promise<void> {
  await story.github.octokit.rest.pulls.update({ owner: OWNER, repo: REPO, pull_number: number, base });
  await story.warden.settled();
}
