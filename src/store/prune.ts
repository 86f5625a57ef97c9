// Keeps the tables bounded: drops what is too old to matter, in small steps that never hold up a delivery for long.
import type { Kysely } from 'kysely';
import type { Instant } from '../core/model/ids.ts';
import type { Database } from './schema.ts';

/** Rows dropped in one statement: a few milliseconds of work. */
const STEP = 500;

/**
 * Drops deliveries received, and idle subjects last touched, before `before`. Subjects that wait for a later time stay.
 * @returns how many rows went
 */
export async function prune(database: Kysely<Database>, before: Instant): Promise<number> {
  let total = 0;
  for (;;) {
    const step =
      (await pruneDeliveries(database, before)) +
      (await pruneWork(database, before)) +
      (await prunePresses(database, before)) +
      (await pruneHints(database, before));
    total += step;
    if (step === 0) return total;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function pruneDeliveries(database: Kysely<Database>, before: Instant): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('deliveries')
    .where('guid', 'in', (eb) =>
      eb
        .selectFrom('deliveries')
        .select('guid')
        .where('received_at', '<', before)
        .orderBy('received_at')
        .limit(STEP),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Presses whose subject is gone are served by nobody. */
async function prunePresses(database: Kysely<Database>, before: Instant): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('presses')
    .where('guid', 'in', (eb) =>
      eb.selectFrom('presses').select('guid').where('received_at', '<', before).limit(STEP),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function pruneHints(database: Kysely<Database>, before: Instant): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('hints')
    .where((eb) =>
      eb(
        eb.refTuple('subject', 'hint'),
        'in',
        eb
          .selectFrom('hints')
          .select(['subject', 'hint'])
          .where('received_at', '<', before)
          .limit(STEP)
          .$asTuple('subject', 'hint'),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

async function pruneWork(database: Kysely<Database>, before: Instant): Promise<number> {
  const { numDeletedRows } = await database
    .deleteFrom('work')
    .where('subject', 'in', (eb) =>
      eb
        .selectFrom('work')
        .select('subject')
        .where('due_at', 'is', null)
        .where('leased_until', 'is', null)
        .where('touched_at', '<', before)
        .limit(STEP),
    )
    // Again, for a database where somebody may have asked for the subject since the look.
    .where('due_at', 'is', null)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
