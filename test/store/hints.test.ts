// B1: what a delivery promises is kept with it until a turn that served it is finished.
import { expect, test } from 'vitest';
import { instant } from '../../src/core/model/ids.ts';
import type { Hint } from '../../src/reconcile/hints.ts';
import type { Delivery } from '../../src/reconcile/ports.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { deliveryOf, wakeOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KEY = 'acme/shop#7';
const COMMENT: Hint = { kind: 'comment', id: 5 };
const REVIEW: Hint = { kind: 'review', id: 4_294_967_296_123 };

function promised(guid: string, hints: readonly Hint[], receivedAt = 1_000, key = KEY): Delivery {
  return { ...deliveryOf(guid, [], instant(receivedAt)), wakes: [{ ...wakeOf(key), hints }] };
}

async function claimed(store: Store, now: number) {
  const [claim] = await store.work.claim(instant(now), 100, 1);
  if (claim === undefined) throw new Error('nothing is due');
  return claim;
}

test('it comes with the claim of its subject, once however often it was promised, oldest first', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(promised('g-1', [REVIEW], 1_001));
  await Promise.all([1_000, 1_002].map((at) => store.inbox.accept(promised(`g-${at}`, [COMMENT], at))));
  await store.inbox.accept(promised('g-1', [REVIEW], 1_500));
  await store.inbox.accept(promised('g-9', [{ kind: 'comment', id: 9 }], 1_600, 'acme/shop#8'));
  expect((await claimed(store, 2_000)).hints).toEqual([
    { hint: COMMENT, receivedAt: 1_000 },
    { hint: REVIEW, receivedAt: 1_001 },
  ]);
  await store.close();
});

test('it stays while the turn waits or fails, and is gone once it is finished', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(promised('g-1', [COMMENT]));
  expect(await store.work.wait(await claimed(store, 2_000), instant(2_100))).toBe(true);
  expect(await store.work.claim(instant(2_099), 100, 1)).toEqual([]);
  const second = await claimed(store, 2_100);
  expect(second).toMatchObject({ hints: [{ hint: COMMENT, receivedAt: 1_000 }], attempts: 0 });
  await store.work.retry(second, instant(2_200), 'GitHub answered 502');
  const third = await claimed(store, 2_300);
  expect(third).toMatchObject({ hints: [{ hint: COMMENT }], attempts: 1 });
  await store.work.finish(third, null);
  await store.work.want([wakeOf(KEY)], instant(3_000));
  expect((await claimed(store, 3_000)).hints).toEqual([]);
  await store.close();
});

test('promised during a turn, it is for the next one, which a wait does not put off', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(promised('g-1', [COMMENT]));
  const claim = await claimed(store, 2_000);
  await store.inbox.accept(promised('g-2', [REVIEW], 2_050));
  await store.work.wait(claim, instant(9_000));
  const next = await claimed(store, 2_060);
  expect(next.hints.map(({ hint }) => hint)).toEqual([COMMENT, REVIEW]);
  await store.work.finish(claim, null);
  await store.work.finish(next, null);
  expect(await store.work.nextDue()).toBeNull();
  await store.close();
});

test('a turn that lost its lease takes nothing away, and puts nothing off', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(promised('g-1', [COMMENT]));
  const late = await claimed(store, 2_000);
  await store.work.retry(await claimed(store, 2_200), instant(2_300), 'failed');
  expect(await store.work.wait(late, instant(9_000))).toBe(false);
  expect(await store.work.finish(late, null)).toBe(false);
  expect((await claimed(store, 2_300)).hints).toHaveLength(1);
  await store.close();
});

test('it survives a restart with its time, so that nothing is waited for twice', async () => {
  const folder = temporaryFolder();
  const first = await openStore(folder);
  await first.inbox.accept(promised('g-1', [COMMENT]));
  await first.work.wait(await claimed(first, 2_000), instant(3_000));
  await first.close();
  const second = await openStore(folder);
  expect((await claimed(second, 3_000)).hints).toEqual([{ hint: COMMENT, receivedAt: 1_000 }]);
  await second.close();
});

test('pruning drops what nobody came for', async () => {
  const store = await openStore(temporaryFolder());
  await store.inbox.accept(promised('g-1', [COMMENT, REVIEW]));
  await store.inbox.accept(promised('g-2', [{ kind: 'comment', id: 6 }], 6_000));
  await store.prune(instant(5_000));
  expect((await claimed(store, 6_000)).hints).toEqual([
    { hint: { kind: 'comment', id: 6 }, receivedAt: 6_000 },
  ]);
  await store.close();
});
