// The app as it is put together, over real HTTP and on a real file, with GitHub and the core's decision from memory.
import { generateKeyPairSync } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Config } from '../src/config.ts';
import { planOf } from '../src/core/case/need.ts';
import type { Step } from '../src/core/phases/step.ts';
import { type App, startApp, startEngine } from '../src/main.ts';
import type { Decide } from '../src/reconcile/attempt.ts';
import { openStore } from '../src/store/open-store.ts';
import { type FakeEdge, fakeEdge } from './fake-github-edge.ts';
import { recordedLog } from './reconcile/recorded-log.ts';
import { deliver } from './server/intake-server.ts';
import { deliveryOf } from './store/samples.ts';
import { temporaryFolder } from './store/temporary-folder.ts';
import { pullNumber, repositoryId } from './support/facts.ts';

const decide: Decide = () => ({
  kind: 'effects',
  groups: [
    {
      name: 'passport',
      effects: [{ kind: 'create-comment', repository: repositoryId, pull: pullNumber(12), body: 'hello' }],
    },
  ],
  wakes: [],
  wakeAt: null,
  next: planOf(),
  outcome: 'unmet',
});

const UNCHANGED: Step = {
  kind: 'effects',
  groups: [],
  wakes: [],
  wakeAt: null,
  next: planOf(),
  outcome: 'unmet',
};

function configOf(dataFolder: string): Config {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    appId: 1,
    privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    webhookSecret: 'unused: the edge verifies',
    host: '127.0.0.1',
    port: 0,
    webhookPath: '/api/github/webhooks',
    bodyCap: 25 * 1024 * 1024,
    apiUrl: 'https://api.github.com',
    dataFolder,
    logLevel: 'info',
    logFormat: 'json',
  };
}

async function start(folder: string, edge: FakeEdge, decision: Decide = decide): Promise<App> {
  const app = await startApp({ config: configOf(folder), log: recordedLog(), edge, decide: decision });
  onTestFinished(() => app.stop());
  return app;
}

test('a signed delivery ends in one read and one write', async () => {
  const edge = fakeEdge();
  const app = await start(temporaryFolder(), edge);
  expect((await deliver(app.url, '{"subjects":["acme/shop#12"]}')).status).toBe(202);
  await app.idle();
  expect(edge.read).toEqual(['acme/shop#12']);
  expect(edge.written).toHaveLength(1);
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
});

test('a burst of deliveries is acknowledged whole, and every subject gets its turn', async () => {
  const edge = fakeEdge();
  const app = await start(temporaryFolder(), edge);
  const keys = Array.from({ length: 200 }, (_, index) => `acme/shop#${index + 1}`);
  const responses = await Promise.all(
    keys.map((key) =>
      deliver(app.url, JSON.stringify({ subjects: [key] }), { 'x-github-delivery': key.replace(/\W/g, '-') }),
    ),
  );
  expect(new Set(responses.map((response) => response.status))).toEqual(new Set([202]));
  await app.idle();
  expect(new Set(edge.read)).toEqual(new Set(keys));
});

test('what was accepted before a crash is served by the next start, without being told again', async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  await store.inbox.accept(deliveryOf('g-1', ['acme/shop#12']));
  await store.close();
  const edge = fakeEdge();
  const app = await start(folder, edge);
  await app.idle();
  expect(edge.read).toEqual(['acme/shop#12']);
});

test('a delivery that comes twice is acknowledged twice, and the second finds everything done', async () => {
  const edge = fakeEdge();
  const published: Step[] = [];
  const folder = temporaryFolder();
  const app = await start(folder, edge, (facts, shown, plan) => {
    const step = published.length === 0 ? decide(facts, shown, plan) : UNCHANGED;
    published.push(step);
    return step;
  });
  for (let time = 0; time < 2; time++) {
    expect((await deliver(app.url, '{"subjects":["acme/shop#12"]}')).status).toBe(202);
    await app.idle();
  }
  expect(edge.read).toHaveLength(2);
  expect(edge.written).toHaveLength(1);
});

test('a port that is taken is told in one sentence, and the store is let go', async () => {
  const taken = await start(temporaryFolder(), fakeEdge());
  const port = Number(new URL(taken.url).port);
  const config = { ...configOf(temporaryFolder()), port };
  await expect(startApp({ config, log: recordedLog(), edge: fakeEdge(), decide })).rejects.toThrow(
    `The app can't listen on port ${port} of 127.0.0.1. Set PORT and HOST to a free port of this machine.`,
  );
});

test('without a server, what a Probot’s handler wakes is looked at, and kept for the next start', async () => {
  const folder = temporaryFolder();
  const options = { config: configOf(folder), log: recordedLog(), decide };
  const first = fakeEdge();
  const engine = await startEngine({ ...options, edge: first });
  const { receivedAt: _receivedAt, ...woken } = deliveryOf('g-1', ['acme/shop#12']);
  await engine.wake(woken);
  await engine.idle();
  expect(first.read).toEqual(['acme/shop#12']);
  await engine.stop();
  const store = await openStore(folder);
  await store.inbox.accept(deliveryOf('g-2', ['acme/shop#13']));
  await store.close();
  const second = fakeEdge();
  const again = await startEngine({ ...options, edge: second });
  onTestFinished(() => again.stop());
  await again.idle();
  expect(second.read).toEqual(['acme/shop#13']);
});
