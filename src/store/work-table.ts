// The work table: one row per subject says what is wanted, who works on it and when to look again.
import type { ExpressionBuilder, Kysely, Selectable, UpdateObject } from 'kysely';
import { type Instant, instant, parseSubjectKey, subjectKey } from '../core/model/ids.ts';
import { type Claim, parseInstallationId, type Wake, type WorkTable } from '../reconcile/ports.ts';
import { groupCommit } from './group-commit.ts';
import { dropHints, hintsOf } from './hints.ts';
import { dropPresses, pressesOf } from './presses.ts';
import type { Database, WorkRow } from './schema.ts';
import { storedInteger, storedIntegerOrNull } from './stored-integer.ts';

/** Errors are kept for whoever looks into the table, not for replay. */
const LONGEST_REASON = 500;

/** What the end of a turn writes to its row. */
type Settlement =
  | { readonly kind: 'finish'; readonly claim: Claim; readonly wakeAt: Instant | null }
  | { readonly kind: 'retry'; readonly claim: Claim; readonly at: Instant; readonly reason: string }
  | { readonly kind: 'wait'; readonly claim: Claim; readonly at: Instant }
  | { readonly kind: 'extend'; readonly claim: Claim; readonly until: Instant };

/**
 * Asks for a turn of each subject, as part of the caller's transaction. A subject that is already due keeps its place
 * in the line; one that waits for a later time, or for a retry, becomes due now: somebody has news of it.
 */
export async function wantIn(
  transaction: Kysely<Database>,
  wanted: readonly { readonly wake: Wake; readonly now: Instant }[],
): Promise<void> {
  // One row per subject: PostgreSQL refuses an upsert that touches a row twice, and a doubled wake says nothing more.
  const rows = new Map(wanted.map(({ wake, now }) => [subjectKey(wake.subject), { wake, now }]));
  if (rows.size === 0) return;
  await transaction
    .insertInto('work')
    .values(
      [...rows].map(([subject, { wake, now }]) => ({
        subject,
        installation: wake.installation,
        wanted: 1,
        observed: 0,
        due_at: now,
        leased_until: null,
        token: 0,
        attempts: 0,
        last_error: null,
        touched_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet((eb) => ({
        installation: eb.ref('excluded.installation'),
        wanted: eb('work.wanted', '+', 1),
        due_at: eb
          .case()
          .when(eb.or([eb('work.due_at', 'is', null), eb('work.due_at', '>', eb.ref('excluded.due_at'))]))
          .then(eb.ref('excluded.due_at'))
          .else(eb.ref('work.due_at'))
          .end(),
        touched_at: eb.ref('excluded.touched_at'),
      })),
    )
    .execute();
}

/** True when the row was still under the claim's lease. The token fences: a lease that ran out unnoticed may still finish. */
async function settleIn(transaction: Kysely<Database>, settlement: Settlement): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('work')
    .where('subject', '=', subjectKey(settlement.claim.subject))
    .where('token', '=', settlement.claim.token)
    .where('leased_until', 'is not', null)
    .set((eb) => settledValues(eb, settlement))
    .executeTakeFirst();
  const isHeld = numUpdatedRows > 0n;
  if (isHeld && settlement.kind === 'finish') {
    await dropPresses(transaction, settlement.claim.presses);
    await dropHints(transaction, settlement.claim);
  }
  return isHeld;
}

/** What was wanted during the turn is not served by it: the row stays due since the claim. */
function dueAfter(eb: ExpressionBuilder<Database, 'work'>, { generation }: Claim, at: Instant | null) {
  return eb.case().when('wanted', '>', generation).then(eb.ref('due_at')).else(at).end();
}

function settledValues(
  eb: ExpressionBuilder<Database, 'work'>,
  settlement: Settlement,
): UpdateObject<Database, 'work'> {
  switch (settlement.kind) {
    case 'finish':
      return {
        observed: settlement.claim.generation,
        attempts: 0,
        last_error: null,
        leased_until: null,
        due_at: dueAfter(eb, settlement.claim, settlement.wakeAt),
      };
    case 'retry':
      return {
        attempts: eb('attempts', '+', 1),
        last_error: settlement.reason.slice(0, LONGEST_REASON),
        leased_until: null,
        due_at: settlement.at,
      };
    case 'wait':
      // Neither served nor failed.
      return { leased_until: null, due_at: dueAfter(eb, settlement.claim, settlement.at) };
    case 'extend':
      return { leased_until: settlement.until };
  }
}

async function claimDue(
  database: Kysely<Database>,
  now: Instant,
  leaseMilliseconds: number,
  limit: number,
): Promise<readonly Claim[]> {
  const rows = await database
    .updateTable('work')
    .set((eb) => ({
      leased_until: now + leaseMilliseconds,
      token: eb('token', '+', 1),
      // Whoever is wanted again during this turn queues up behind what is due already.
      due_at: now,
      touched_at: now,
    }))
    .where('subject', 'in', (eb) =>
      eb
        .selectFrom('work')
        .select('subject')
        .where('due_at', '<=', now)
        .where(eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
        .orderBy('due_at')
        .orderBy('subject')
        .limit(limit),
    )
    .returning(['subject', 'installation', 'wanted', 'token', 'attempts'])
    .execute();
  const subjects = rows.map(({ subject }) => subject);
  const presses = await pressesOf(database, subjects);
  const hints = await hintsOf(database, subjects);
  return rows.map((row) =>
    toClaim(row, { presses: presses.get(row.subject) ?? [], hints: hints.get(row.subject) ?? [] }),
  );
}

function toClaim(
  row: Pick<Selectable<WorkRow>, 'subject' | 'installation' | 'wanted' | 'token' | 'attempts'>,
  kept: Pick<Claim, 'presses' | 'hints'>,
): Claim {
  const subject = parseSubjectKey(row.subject);
  const installation = parseInstallationId(storedInteger(row.installation, 'work.installation'));
  if (subject === null || installation === null)
    throw new Error(`The work table holds a row that is not a subject: ${row.subject}`);
  return {
    subject,
    installation,
    generation: storedInteger(row.wanted, 'work.wanted'),
    token: storedInteger(row.token, 'work.token'),
    attempts: storedInteger(row.attempts, 'work.attempts'),
    ...kept,
  };
}

/** Two look-ups by index and not one over the whole table: rows without work are most of it. */
async function nextDue(database: Kysely<Database>): Promise<Instant | null> {
  const due = await database
    .selectFrom('work')
    .select('due_at as at')
    .where('due_at', 'is not', null)
    .where('leased_until', 'is', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  const leased = await database
    .selectFrom('work')
    .select('leased_until as at')
    .where('leased_until', 'is not', null)
    .orderBy('leased_until')
    .limit(1)
    .executeTakeFirst();
  const moments = [
    storedIntegerOrNull(due?.at ?? null, 'work.due_at'),
    storedIntegerOrNull(leased?.at ?? null, 'work.leased_until'),
  ].filter((at) => at !== null);
  return moments.length === 0 ? null : instant(Math.min(...moments));
}

/** The work table of `ports.ts` on a database. */
export function workTable(database: Kysely<Database>): WorkTable {
  const settle = groupCommit((settlements: readonly Settlement[]) =>
    database.transaction().execute(async (transaction) => {
      const held: boolean[] = [];
      for (const settlement of settlements) held.push(await settleIn(transaction, settlement));
      return held;
    }),
  );
  return {
    want: (wakes, now) =>
      wantIn(
        database,
        wakes.map((wake) => ({ wake, now })),
      ),
    claim: (now, leaseMilliseconds, limit) => claimDue(database, now, leaseMilliseconds, limit),
    finish: (claim, wakeAt) => settle({ kind: 'finish', claim, wakeAt }),
    retry: (claim, at, reason) => settle({ kind: 'retry', claim, at, reason }),
    wait: (claim, at) => settle({ kind: 'wait', claim, at }),
    extend: (claim, until) => settle({ kind: 'extend', claim, until }),
    nextDue: () => nextDue(database),
  };
}
