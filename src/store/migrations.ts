// The migrations that make the tables, in SQL that SQLite and PostgreSQL both take.
import type { Kysely } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

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

const hints: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('hints')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('hint', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('hints_key', ['subject', 'hint'])
      .execute();
    await db.schema.createIndex('hints_received_at').on('hints').column('received_at').execute();
  },
};

/** In code and not in a folder, so that the built package and the source run the same ones. Names sort in their order. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '001-deliveries-and-work': deliveriesAndWork,
      '002-presses': presses,
      '003-hints': hints,
    }),
};
