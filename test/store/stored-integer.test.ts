// The store on a database whose driver gives whole numbers as text, as PostgreSQL's does: nothing may vanish.
import { join } from 'node:path';
import { Kysely, type KyselyPlugin } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { instant } from '../../src/core/model/ids.ts';
import type { WorkTable } from '../../src/reconcile/ports.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Database } from '../../src/store/schema.ts';
import { nodeSqliteDialect } from '../../src/store/sqlite.ts';
import { storedInteger } from '../../src/store/stored-integer.ts';
import { workTable } from '../../src/store/work-table.ts';
import { wakeOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const asText = (value: unknown) => (typeof value === 'number' ? String(value) : value);

const NUMBERS_AS_TEXT: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) =>
    Promise.resolve({
      ...result,
      rows: result.rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, asText(value)])),
      ),
    }),
};

async function openWork(): Promise<WorkTable> {
  const folder = temporaryFolder();
  await (await openStore(folder)).close();
  const database = new Kysely<Database>({
    dialect: nodeSqliteDialect(join(folder, 'hotfix-warden.sqlite')),
    plugins: [NUMBERS_AS_TEXT],
  });
  onTestFinished(() => database.destroy());
  return workTable(database);
}

test('a due time and a lease that arrive as text are moments all the same', async () => {
  const work = await openWork();
  await work.want([wakeOf('acme/shop#7')], instant(10));
  expect(await work.nextDue()).toBe(10);
  const [claim] = await work.claim(instant(20), 100, 10);
  if (claim === undefined) throw new Error('nothing to claim');
  expect(claim).toMatchObject({ installation: 7, generation: 1, token: 1, attempts: 0 });
  expect(await work.nextDue()).toBe(120);
  await work.retry(claim, instant(50), 'GitHub was away');
  const [again] = await work.claim(instant(50), 100, 10);
  if (again === undefined) throw new Error('nothing to claim again');
  expect(again).toMatchObject({ token: 2, attempts: 1 });
  expect(await work.finish(again, instant(900))).toBe(true);
  expect(await work.nextDue()).toBe(900);
});

test.each([
  [7, 7],
  ['1769000000000', 1_769_000_000_000],
  ['-1', -1],
  [12n, 12],
])('%s is a whole number', (value, expected) => {
  expect(storedInteger(value, 'work.due_at')).toBe(expected);
});

test.each([1.5, Number.NaN, '', ' 7', '7.0', '1e3', 'soon', '9007199254740993', 9_007_199_254_740_993n])(
  '%s is refused by its column, and not taken for nothing',
  (value) => {
    expect(() => storedInteger(value, 'work.due_at')).toThrow(
      `work.due_at holds "${value}", which is not a whole number`,
    );
  },
);
