// B5, B8: a button that was pressed is kept with its delivery until the turn that serves it is finished.
import { expect, test } from 'vitest';
import { instant } from '../../src/core/model/ids.ts';
import type { Delivery } from '../../src/reconcile/ports.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { login } from '../support/facts.ts';
import { deliveryOf, wakeOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KEY = 'acme/shop#7';

function pressed(guid: string, by = 'ada', receivedAt = instant(1_000)): Delivery {
  const press = { button: 'fill-template', by: { login: login(by), kind: 'user' as const } };
  return { ...deliveryOf(guid, [], receivedAt), wakes: [{ ...wakeOf(KEY), press }] };
}

async function claimed(store: Store, now: number) {
  const [claim] = await store.work.claim(instant(now), 100, 1);
  if (claim === undefined) throw new Error('nothing is due');
  return claim;
}

test('it comes with the claim, once however often it was delivered, oldest first', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(pressed('g-2', 'grace', instant(1_001)));
  await Promise.all([1, 2].map(() => store.inbox.accept(pressed('g-1'))));
  expect((await claimed(store, 2_000)).presses).toEqual([
    { id: 'g-1', button: 'fill-template', by: { login: 'ada', kind: 'user' } },
    { id: 'g-2', button: 'fill-template', by: { login: 'grace', kind: 'user' } },
  ]);
  await store.close();
});

test('it is gone once the turn is finished, and stays where the turn failed', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(pressed('g-1'));
  await store.work.retry(await claimed(store, 2_000), instant(2_100), 'GitHub answered 502');
  const again = await claimed(store, 2_200);
  expect(again.presses).toHaveLength(1);
  await store.work.finish(again, null);
  await store.work.want([wakeOf(KEY)], instant(3_000));
  expect((await claimed(store, 3_000)).presses).toEqual([]);
  await store.close();
});

test('pressed during a turn, it is for the next one', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(pressed('g-1'));
  const claim = await claimed(store, 2_000);
  await store.inbox.accept(pressed('g-2', 'grace', instant(2_050)));
  await store.work.finish(claim, null);
  expect((await claimed(store, 2_060)).presses.map(({ id }) => id)).toEqual(['g-2']);
  await store.close();
});

test('a turn that lost its lease takes nothing away', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(pressed('g-1'));
  const late = await claimed(store, 2_000);
  const next = await claimed(store, 2_200);
  expect(await store.work.finish(late, null)).toBe(false);
  expect(next.presses).toHaveLength(1);
  await store.close();
});

test('it survives a restart', async () => {
  const folder = temporaryFolder();
  const first = await openStore(folder);
  await first.inbox.accept(pressed('g-1'));
  await first.close();
  const second = await openStore(folder);
  expect((await claimed(second, 2_000)).presses).toHaveLength(1);
  await second.close();
});

test('pruning drops what nobody came for', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(pressed('g-1'));
  await store.prune(instant(5_000));
  expect((await claimed(store, 6_000)).presses).toEqual([]);
  await store.close();
});
