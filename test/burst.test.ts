// Two hundred pull requests at once: more writes than GitHub takes in a minute, with the real store and time that stands still.
import { expect, onTestFinished, test } from 'vitest';
import type { Instant, Subject } from '../src/core/model/ids.ts';
import type { Step } from '../src/core/phases/step.ts';
import { type Effect, type EffectGroup, NOTHING_PUBLISHED } from '../src/core/show/effects.ts';
import { budgets, GITHUB_LIMITS } from '../src/github/client/budgets.ts';
import { onlyHead } from '../src/reconcile/hints.ts';
import { reconcile } from '../src/reconcile/reconcile.ts';
import { startWorker } from '../src/reconcile/worker.ts';
import { openStore } from '../src/store/open-store.ts';
import { FakeTime } from './reconcile/fake-time.ts';
import { recordedLog } from './reconcile/recorded-log.ts';
import { installationOf, wakeOf } from './store/samples.ts';
import { temporaryFolder } from './store/temporary-folder.ts';
import { facts, pullFacts, pullNumber, repositoryId, sha } from './support/facts.ts';
import { plan } from './support/plans.ts';

const PULLS = 200;
const MINUTE = 60_000;
const INSTALLATION = installationOf(7);

/** A comment and a label for each pull request, as long as they are not there. */
const WANTED: readonly ((number: number) => EffectGroup)[] = [
  (number) => ({
    name: 'passport',
    effects: [
      { kind: 'create-comment', repository: repositoryId, pull: pullNumber(number), body: `${number}` },
    ],
  }),
  (number) => ({
    name: 'labels',
    effects: [
      { kind: 'remove-label', repository: repositoryId, pull: pullNumber(number), label: `${number}` },
    ],
  }),
];

test('all of it is written once, no minute holds more than GitHub takes, and nothing waits longer than it must', async () => {
  const store = await openStore(temporaryFolder());
  onTestFinished(() => store.close());
  const time = new FakeTime();
  const budget = budgets(GITHUB_LIMITS);
  const written = new Map<string, Instant>();
  const keyOf = (effect: Effect) => JSON.stringify(effect);

  function numberOf(subject: Subject): number {
    return subject.kind === 'pull' ? subject.number : 0;
  }

  /** GitHub behind the budget: what is within it is done at once. */
  function ask(kind: 'read' | 'write' | 'comment') {
    const exceeded = budget.take(INSTALLATION, kind, time.now());
    if (exceeded === null) budget.done(INSTALLATION);
    return exceeded;
  }

  const turn = reconcile({
    reader: {
      async read(_installation, subject, asked) {
        const exceeded = ask('read');
        if (exceeded !== null) {
          const error = { kind: 'rate-limited', message: exceeded.what, retryAt: exceeded.until } as const;
          return { ok: false, error };
        }
        const change = { ...pullFacts(), number: pullNumber(numberOf(subject)) };
        const value = {
          facts: facts({ change }),
          published: NOTHING_PUBLISHED,
          plan: asked,
          seen: onlyHead(sha('a')),
        };
        return { ok: true, value };
      },
    },
    writer: {
      async apply(_installation, effect) {
        const exceeded = ask(effect.kind === 'create-comment' ? 'comment' : 'write');
        if (exceeded !== null) return { kind: 'limited', why: exceeded.what, until: exceeded.until };
        expect(written.has(keyOf(effect))).toBe(false);
        written.set(keyOf(effect), time.now());
        return { kind: 'done', made: null };
      },
    },
    decide({ change }): Step {
      const number = change.kind === 'pull' ? change.number : 0;
      const groups = WANTED.map((group) => group(number)).filter(({ effects }) =>
        effects.some((effect) => !written.has(keyOf(effect))),
      );
      return { kind: 'effects', groups, wakes: [], wakeAt: null, next: plan(), outcome: 'unmet' };
    },
    clock: time,
    random: Math.random,
    log: recordedLog(),
  });
  const worker = startWorker({
    work: store.work,
    turn,
    clock: time,
    timers: time,
    random: Math.random,
    log: recordedLog(),
  });
  onTestFinished(() => worker.stop(0));
  const began = time.now();
  const wakes = Array.from({ length: PULLS }, (_, index) => wakeOf(`acme/shop#${index + 1}`));
  await store.work.want(wakes, began);
  worker.wake();
  // 400 writes of which 200 are comments: by the comments, a third minute begins, and what comes back is spread over 3 s.
  for (let second = 0; second < 130; second++) await time.pass(1_000);

  expect(written.size).toBe(PULLS * WANTED.length);
  const minutes = Map.groupBy([...written.values()], (at) => Math.floor((at - began) / MINUTE));
  for (const inMinute of minutes.values())
    expect(inMinute.length).toBeLessThanOrEqual(GITHUB_LIMITS.writesPerMinute);
  expect(await store.work.nextDue()).toBeNull();
});
