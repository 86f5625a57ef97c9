// Buttons that people pressed: kept with their delivery, handed out with the turn, dropped when the turn is finished.
import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Account, ButtonPress } from '../core/model/facts/people.ts';
import { loginFromGitHub, type SubjectKey, subjectKey } from '../core/model/ids.ts';
import type { Delivery } from '../reconcile/ports.ts';
import { firstOfEach } from './first-of-each.ts';
import type { Database, PressRow } from './schema.ts';

function rowsOf({ guid, receivedAt, wakes }: Delivery): readonly Insertable<PressRow>[] {
  return wakes.flatMap(({ subject, press }) =>
    press === null
      ? []
      : [
          {
            guid,
            subject: subjectKey(subject),
            button: press.button,
            login: press.by.login,
            account: press.by.kind,
            received_at: receivedAt,
          },
        ],
  );
}

/** Keeps the presses of deliveries, as part of the caller's transaction; a redelivery presses nothing twice. */
export async function pressIn(transaction: Kysely<Database>, deliveries: readonly Delivery[]): Promise<void> {
  // A check belongs to one subject; where a delivery names several, the press is the first one's.
  const rows = firstOfEach(deliveries.flatMap(rowsOf), ({ guid }) => guid);
  if (rows.length === 0) return;
  await transaction
    .insertInto('presses')
    .values(rows)
    .onConflict((conflict) => conflict.column('guid').doNothing())
    .execute();
}

const KINDS: readonly Account['kind'][] = ['user', 'bot', 'organization', 'mannequin'];

function toPress({ guid, button, login, account }: Selectable<PressRow>): ButtonPress | null {
  const kind = KINDS.find((one) => one === account);
  return kind === undefined ? null : { id: guid, button, by: { login: loginFromGitHub(login), kind } };
}

/** The presses that wait, by subject, oldest first. */
export async function pressesOf(
  database: Kysely<Database>,
  subjects: readonly SubjectKey[],
): Promise<ReadonlyMap<SubjectKey, readonly ButtonPress[]>> {
  if (subjects.length === 0) return new Map();
  const rows = await database
    .selectFrom('presses')
    .selectAll()
    .where('subject', 'in', subjects)
    .orderBy('received_at')
    .orderBy('guid')
    .execute();
  const grouped = Map.groupBy(rows, ({ subject }) => subject);
  return new Map(
    [...grouped].map(([subject, all]) => [subject, all.map(toPress).filter((press) => press !== null)]),
  );
}

/** Drops what a finished turn has served. Pressed during the turn is pressed for the next one. */
export async function dropPresses(
  transaction: Kysely<Database>,
  presses: readonly ButtonPress[],
): Promise<void> {
  if (presses.length === 0) return;
  await transaction
    .deleteFrom('presses')
    .where(
      'guid',
      'in',
      presses.map(({ id }) => id),
    )
    .execute();
}
