// The tables as queries see them, and the migrations that make them, in SQL that SQLite and PostgreSQL both take.
import type { Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';
import type { SubjectKey } from '../core/model/ids.ts';

/** A delivery that was acknowledged. Times are milliseconds since 1970. */
export interface DeliveryRow {
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly received_at: number;
  /** JSON: `[{"subject": key, "installation": id}]`. Payloads are not kept: they may hold anything. */
  readonly wakes: string;
}

/** One subject. Wanted and observed are generations: the subject owes a turn as long as wanted is ahead. */
export interface WorkRow {
  readonly subject: SubjectKey;
  readonly installation: number;
  readonly wanted: number;
  readonly observed: number;
  /** When it wants its next turn; null when nothing is wanted. */
  readonly due_at: number | null;
  /** Null when nobody works on it. In the past: whoever worked on it died. */
  readonly leased_until: number | null;
  /** Counts the leases; a turn may only write under its own. */
  readonly token: number;
  readonly attempts: number;
  readonly last_error: string | null;
  /** When it was wanted or leased last; rows that nobody asked about for long are pruned by it. */
  readonly touched_at: number;
}

/** A button of a check that somebody pressed, until the turn that serves it is finished. */
export interface PressRow {
  /** The delivery that told of it: a redelivery keeps it. */
  readonly guid: string;
  readonly subject: SubjectKey;
  readonly button: string;
  readonly login: string;
  readonly account: string;
  readonly received_at: number;
}

export interface Database {
  readonly deliveries: DeliveryRow;
  readonly work: WorkRow;
  readonly presses: PressRow;
}

const deliveriesAndWork: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('deliveries')
      .addColumn('guid', 'text', (column) => column.primaryKey())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('action', 'text')
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addColumn('wakes', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('deliveries_received_at').on('deliveries').column('received_at').execute();
    await db.schema
      .createTable('work')
      .addColumn('subject', 'text', (column) => column.primaryKey())
      .addColumn('installation', 'bigint', (column) => column.notNull())
      .addColumn('wanted', 'bigint', (column) => column.notNull())
      .addColumn('observed', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('leased_until', 'bigint')
      .addColumn('token', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('last_error', 'text')
      .addColumn('touched_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('work_due_at').on('work').column('due_at').execute();
    await db.schema.createIndex('work_leased_until').on('work').column('leased_until').execute();
  },
};

const presses: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('presses')
      .addColumn('guid', 'text', (column) => column.primaryKey())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('button', 'text', (column) => column.notNull())
      .addColumn('login', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('presses_subject').on('presses').column('subject').execute();
  },
};

/** In code and not in a folder, so that the built package and the source run the same ones. Names sort in their order. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({ '001-deliveries-and-work': deliveriesAndWork, '002-presses': presses }),
};
