// What deliveries promised: kept with them, handed out with the turn, dropped when the turn that served them is finished.
import type { Insertable, Kysely } from 'kysely';
import { instant, type SubjectKey, subjectKey } from '../core/model/ids.ts';
import { hintText, parseHint, type WaitingHint } from '../reconcile/hints.ts';
import type { Claim, Delivery } from '../reconcile/ports.ts';
import { firstOfEach } from './first-of-each.ts';
import type { Database, HintRow } from './schema.ts';
import { storedInteger } from './stored-integer.ts';

function rowsOf({ receivedAt, wakes }: Delivery): readonly Insertable<HintRow>[] {
  return wakes.flatMap(({ subject, hints }) =>
    hints.map((hint) => ({ subject: subjectKey(subject), hint: hintText(hint), received_at: receivedAt })),
  );
}

/** Keeps the hints of deliveries, as part of the caller's transaction. The first delivery that promises something sets its time. */
export async function hintIn(transaction: Kysely<Database>, deliveries: readonly Delivery[]): Promise<void> {
  const rows = firstOfEach(deliveries.flatMap(rowsOf), ({ subject, hint }) => `${subject} ${hint}`);
  if (rows.length === 0) return;
  await transaction
    .insertInto('hints')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['subject', 'hint']).doNothing())
    .execute();
}

/** More than this many promises wait for no subject but one that somebody floods. */
const MOST_HINTS = 200;

/** The hints that wait, by subject, oldest first. */
export async function hintsOf(
  database: Kysely<Database>,
  subjects: readonly SubjectKey[],
): Promise<ReadonlyMap<SubjectKey, readonly WaitingHint[]>> {
  if (subjects.length === 0) return new Map();
  const rows = await database
    .selectFrom('hints')
    .selectAll()
    .where('subject', 'in', subjects)
    .orderBy('received_at')
    .orderBy('hint')
    .execute();
  const grouped = Map.groupBy(rows, ({ subject }) => subject);
  return new Map(
    [...grouped].map(([subject, all]) => [
      subject,
      all.slice(-MOST_HINTS).flatMap(({ hint: text, received_at }) => {
        const hint = parseHint(text);
        return hint === null
          ? []
          : [{ hint, receivedAt: instant(storedInteger(received_at, 'hints.received_at')) }];
      }),
    ]),
  );
}

/** Drops what a finished turn has served. Promised during the turn is promised to the next one. */
export async function dropHints(
  transaction: Kysely<Database>,
  { subject, hints }: Pick<Claim, 'subject' | 'hints'>,
): Promise<void> {
  if (hints.length === 0) return;
  await transaction
    .deleteFrom('hints')
    .where('subject', '=', subjectKey(subject))
    .where(
      'hint',
      'in',
      hints.map(({ hint }) => hintText(hint)),
    )
    .execute();
}
