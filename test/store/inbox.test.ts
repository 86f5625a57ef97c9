// Deliveries are kept once, wake each time, leave together with age, and never fail for a neighbour's fault.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { instant } from '../../src/core/model/ids.ts';
import { groupCommit } from '../../src/store/group-commit.ts';
import { openStore } from '../../src/store/open-store.ts';
import { deliveryOf, wakeOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

function rowsOf(folder: string, table: 'deliveries' | 'work'): readonly Record<string, unknown>[] {
  const database = new DatabaseSync(join(folder, 'hotfix-warden.sqlite'), { readOnly: true });
  const rows = database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all();
  database.close();
  return rows.map((row) => ({ ...row }));
}

function columnOf(
  folder: string,
  table: 'deliveries' | 'work',
  column: 'guid' | 'subject',
): readonly unknown[] {
  return rowsOf(folder, table).map((row) => row[column]);
}

test('a delivery is on disk, with what it wakes, when accept resolves', async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  await store.inbox.accept(deliveryOf('g-1', ['acme/shop#7', 'acme/shop@hotfix/x']));
  expect(rowsOf(folder, 'deliveries')).toEqual([
    {
      guid: 'g-1',
      event: 'pull_request',
      action: 'opened',
      received_at: 1_000,
      wakes: '[{"subject":"acme/shop#7","installation":7},{"subject":"acme/shop@hotfix/x","installation":7}]',
    },
  ]);
  expect(columnOf(folder, 'work', 'subject')).toEqual(['acme/shop#7', 'acme/shop@hotfix/x']);
});

test('a redelivery wakes again and is not stored twice', async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  await store.inbox.accept(deliveryOf('g-1', ['acme/shop#7']));
  const [claim] = await store.work.claim(instant(2_000), 100, 1);
  if (claim === undefined) throw new Error('nothing woken');
  await store.work.finish(claim, null);
  await Promise.all([1, 2].map(() => store.inbox.accept(deliveryOf('g-1', ['acme/shop#7'], instant(3_000)))));
  expect(rowsOf(folder, 'deliveries')).toHaveLength(1);
  expect(await store.work.claim(instant(3_000), 100, 1)).toHaveLength(1);
});

test('deliveries that come while one is written share a transaction, and each gets its own answer', async () => {
  const groups: (readonly number[])[] = [];
  const double = groupCommit<number, number>(async (items) => {
    groups.push(items);
    await new Promise((resolve) => setImmediate(resolve));
    return items.map((item) => item * 2);
  });
  const first = double(1);
  await new Promise((resolve) => setImmediate(resolve));
  const rest = [2, 3, 4].map(double);
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8]);
  expect(groups).toEqual([[1], [2, 3, 4]]);
});

test('an item that can not be written fails alone', async () => {
  const write = groupCommit<string, string>(async (items) => {
    if (items.includes('bad')) throw new Error('bad item');
    return items.map((item) => item.toUpperCase());
  });
  const results = await Promise.allSettled(['a', 'bad', 'b'].map(write));
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'refused'))).toEqual([
    'A',
    'refused',
    'B',
  ]);
});

test('pruning drops old deliveries and subjects that wait for nothing, and no others', async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  for (let index = 0; index < 1_100; index++)
    void store.inbox.accept(deliveryOf(`old-${index}`, [], instant(500)));
  await store.inbox.accept(deliveryOf('new', ['acme/shop#1', 'acme/shop#2', 'acme/shop#3'], instant(600)));
  const [one, two] = await store.work.claim(instant(700), 50, 2);
  if (one === undefined || two === undefined) throw new Error('two claims expected');
  await store.work.finish(one, null);
  await store.work.finish(two, instant(99_999));
  expect(await store.prune(instant(600))).toBe(1_100);
  expect(columnOf(folder, 'deliveries', 'guid')).toEqual(['new']);
  expect(rowsOf(folder, 'work')).toHaveLength(3);
  expect(await store.prune(instant(701))).toBe(2);
  expect(columnOf(folder, 'work', 'subject')).toEqual(['acme/shop#2', 'acme/shop#3']);
});

test('what was wanted before the store was closed is due when it is opened again', async () => {
  const folder = temporaryFolder();
  const before = await openStore(folder);
  await before.work.want([wakeOf('acme/shop#7')], instant(10));
  await before.close();
  const after = await openStore(folder);
  expect(await after.work.claim(instant(10), 100, 5)).toHaveLength(1);
});

test('a trial write says whether the store can be written and leaves nothing behind', async () => {
  const folder = temporaryFolder();
  const store = await openStore(folder);
  await store.checkWritable();
  expect(rowsOf(folder, 'deliveries')).toEqual([]);
  const other = new DatabaseSync(join(folder, 'hotfix-warden.sqlite'));
  other.exec('ALTER TABLE deliveries RENAME TO lost');
  other.close();
  await expect(store.checkWritable()).rejects.toThrow();
});

test('a data folder that can not be used is named in one sentence', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  await expect(openStore(join(folder, 'file'))).rejects.toThrow(
    /data folder .*file can't be used\. Give DATA_DIR/,
  );
  writeFileSync(
    join(folder, 'hotfix-warden.sqlite'),
    'this is no database at all, but plain text'.repeat(100),
  );
  await expect(openStore(folder)).rejects.toThrow(/can't be used/);
});
