// Opens the database in the app's data folder and brings its tables up to date.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Instant } from '../core/model/ids.ts';
import type { Inbox, WorkTable } from '../reconcile/ports.ts';
import { inbox } from './inbox.ts';
import { migrations } from './migrations.ts';
import { prune } from './prune.ts';
import type { Database } from './schema.ts';
import { nodeSqliteDialect } from './sqlite.ts';
import { workTable } from './work-table.ts';

export interface Store {
  readonly inbox: Inbox;
  readonly work: WorkTable;
  /** Rejects when nothing can be written, and leaves nothing behind. */
  checkWritable(): Promise<void>;
  /** Drops what is older than `before` and waits for nothing. Resolves to the number of rows dropped. */
  prune(before: Instant): Promise<number>;
  close(): Promise<void>;
}

/** Thrown to undo the trial write of `checkWritable`. */
class TrialDone extends Error {}

/**
 * Opens the store in `folder`, which is made when it is missing.
 * @throws with one plain sentence when the folder or the file can't be used
 */
export async function openStore(folder: string): Promise<Store> {
  const path = join(folder, 'hotfix-warden.sqlite');
  let dialect: Dialect;
  try {
    mkdirSync(folder, { recursive: true });
    dialect = nodeSqliteDialect(path);
  } catch (error) {
    throw new Error(
      `The data folder ${folder} can't be used. Give DATA_DIR a folder that this user may write to.`,
      { cause: error },
    );
  }
  const database = new Kysely<Database>({ dialect });
  const { error } = await new Migrator({ db: database, provider: migrations }).migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw new Error(`The database ${path} could not be brought up to date.`, { cause: error });
  }
  return {
    inbox: inbox(database),
    work: workTable(database),
    checkWritable: () => checkWritable(database),
    prune: (before) => prune(database, before),
    close: () => database.destroy(),
  };
}

async function checkWritable(database: Kysely<Database>): Promise<void> {
  const row = { guid: 'trial', event: 'trial', action: null, received_at: 0, wakes: '[]' };
  try {
    await database.transaction().execute(async (transaction) => {
      await transaction.insertInto('deliveries').values(row).execute();
      // Rolled back, so that a probe every second costs no disk flush.
      throw new TrialDone();
    });
  } catch (error) {
    if (!(error instanceof TrialDone)) throw error;
  }
}
