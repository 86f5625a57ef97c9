// What tests switch on: `mergeable: null` first, webhooks by chance, and a clock that is moved over HTTP.
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Dice } from '../simulator/dice.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { parseWebhookFault, webhookFate } from '../simulator/webhook-faults.ts';
import { expectAnswer } from '../support/github-schemas.ts';
import { at, type Shop, startShop } from './shop.ts';

const payloadShape = z.object({ issue: z.object({ title: z.string() }) });

describe('mergeable', () => {
  let shop: Shop;
  let number: number;

  beforeEach(async () => {
    shop = await startShop();
    number = (await shop.open()).number;
    shop.world.firstLooks.answerNull = true;
  });

  afterEach(() => shop.simulator.close());

  const rest = async () => {
    const { data } = await shop.ada.rest.pulls.get({ ...at, pull_number: number });
    expectAnswer('GET', '/repos/{owner}/{repo}/pulls/{pull_number}', 200, data);
    return { mergeable: data.mergeable, state: data.mergeable_state };
  };
  const query = () =>
    shop.ada.graphql(
      `{ repository(owner: "acme", name: "shop") { pullRequest(number: ${number}) { mergeable mergeStateStatus } } }`,
    );
  const answered = (mergeable: string, mergeStateStatus: string) => ({
    repository: { pullRequest: { mergeable, mergeStateStatus } },
  });

  it('is null at the first read, then what was computed', async () => {
    expect(await rest()).toEqual({ mergeable: null, state: 'unknown' });
    expect(await rest()).toEqual({ mergeable: true, state: 'clean' });
    expect(await query()).toEqual(answered('MERGEABLE', 'CLEAN'));
  });

  it('is unknown in all fields of the first query after the head moved', async () => {
    await rest();
    await shop.push('topic', { 'b.txt': 'b\n' });
    expect(await query()).toEqual(answered('UNKNOWN', 'UNKNOWN'));
    expect(await query()).toEqual(answered('MERGEABLE', 'CLEAN'));
  });

  it('is null again after the base moved, also for readers that are behind', async () => {
    await rest();
    shop.simulator.lag.set('writes', 2_000);
    await shop.push('main', { 'a.txt': 'three\n' }, 'grace');
    expect(await rest()).toEqual({ mergeable: null, state: 'unknown' });
    expect(await rest()).toEqual({ mergeable: false, state: 'dirty' });
  });
});

describe('webhooks by chance', () => {
  let received: string[];
  let receiver: ReturnType<typeof createServer>;
  let shop: Shop;

  beforeEach(async () => {
    received = [];
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        received.push(payloadShape.parse(JSON.parse(body)).issue.title);
        response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    if (typeof address !== 'object' || address === null) throw new Error('no address');
    shop = await startShop();
    const { app } = shop.simulator.create.app({
      slug: 'listener',
      permissions: { issues: 'read' },
      events: ['issues'],
      webhookUrl: `http://127.0.0.1:${address.port}/`,
    });
    shop.simulator.create.installApp(app, 'acme');
  });

  afterEach(async () => {
    await shop.simulator.close();
    await new Promise((resolve) => receiver.close(resolve));
  });

  async function open(fault: string, titles: readonly string[]): Promise<void> {
    for (const title of titles) {
      const faults = title === 'late' ? ['reorder:100%'] : [fault];
      shop.world.deliveries.fate = webhookFate(faults, new Dice(1));
      await shop.ada.rest.issues.create({ ...at, title });
    }
    await shop.world.deliveries.settled();
  }

  it('come after the next one', async () => {
    await open('reorder:0%', ['late', 'next', 'last']);
    expect(received.indexOf('late')).toBeGreaterThan(received.indexOf('next'));
    expect(received.toSorted()).toEqual(['last', 'late', 'next']);
  });

  it('come at the end when none follows', async () => {
    await open('reorder:100%', ['only']);
    expect(received).toEqual(['only']);
  });

  it('come twice, or get lost and stand in the list of deliveries', async () => {
    await open('double:issues.opened:100%', ['twice']);
    expect(received).toEqual(['twice', 'twice']);
    await open('drop:issues:100%', ['lost']);
    expect(received).toEqual(['twice', 'twice']);
    expect(shop.world.state.deliveries.at(-1)).toMatchObject({ event: 'issues', statusCode: 0 });
  });

  it('fall the same way with the same seed', () => {
    const delivery = { event: 'push', action: null, payload: {} };
    const run = (seed: number) => {
      const fate = webhookFate(['reorder:20%', 'double:10%', 'drop:push:5%'], new Dice(seed));
      const { app } = shop.simulator.create.app({ slug: `s${seed}`, permissions: {}, events: [] });
      const one = { ...delivery, app, installationId: null, repositoryId: null };
      return Array.from({ length: 1_000 }, () => fate(one));
    };
    const first = run(7);
    expect(run(7)).toEqual(first);
    const share = (fate: string) => first.filter((one) => one === fate).length / 1_000;
    expect(share('late')).toBeCloseTo(0.2, 1);
    expect(share('double')).toBeCloseTo(0.08, 1);
    expect(share('drop')).toBeGreaterThan(0);
    expect(run(8)).not.toEqual(first);
  });

  it.each([
    ['lose:5%', 'Unknown fault `lose`. Use reorder, double or drop.'],
    ['drop:5', 'Unknown share `5`. Write it as 10%.'],
    ['drop', 'Unknown share ``. Write it as 10%.'],
    ['drop:a:b:5%', 'Unknown fault `drop:a:b:5%`. Write KIND:SHARE or KIND:EVENT:SHARE.'],
  ])('refuse %s', (spec, words) => expect(() => parseWebhookFault(spec)).toThrow(words));
});

describe('the clock', () => {
  it('is moved over HTTP, and what dates and expires follows it', async () => {
    const simulator = await startSimulator({ control: true });
    try {
      const { create } = simulator;
      create.organization('acme', { members: { ada: 'member' } });
      await create.repository('acme/shop', { collaborators: { ada: 'write' } });
      const { app } = create.app({ slug: 'checker', permissions: { issues: 'write' }, events: [] });
      const token = simulator.token(create.installApp(app, 'acme'));
      const clock = (method: string, body?: object) =>
        fetch(`${simulator.url}/_sim/clock`, {
          method,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      const set = await clock('POST', { set: '2030-01-02T03:04:05Z' });
      expect(await set.json()).toEqual({ now: expect.stringMatching(/^2030-01-02T03:04:0[5-9]Z$/) });
      const issue = await fetch(`${simulator.url}/repos/acme/shop/issues`, {
        method: 'POST',
        headers: { authorization: 'token tok_ada' },
        body: JSON.stringify({ title: 'Broken' }),
      });
      expect(await issue.json()).toMatchObject({ created_at: expect.stringMatching(/^2030-01-02T03:04/) });
      expect(issue.headers.get('date')).toMatch(/^Wed, 02 Jan 2030 03:04/);
      const asApp = () =>
        fetch(`${simulator.url}/installation/repositories`, { headers: { authorization: `token ${token}` } });
      expect((await asApp()).status).toBe(401);
      await clock('POST', { set: new Date().toISOString() });
      expect((await asApp()).status).toBe(200);
      await clock('POST', { advance: 61 * 60_000 });
      expect((await asApp()).status).toBe(401);
      expect((await clock('POST', { advance: 'far' })).status).toBe(422);
      expect((await clock('GET')).status).toBe(200);
    } finally {
      await simulator.close();
    }
  });

  it('is out of reach without --control', async () => {
    const simulator = await startSimulator();
    expect((await fetch(`${simulator.url}/_sim/clock`)).status).toBe(404);
    await simulator.close();
  });
});
