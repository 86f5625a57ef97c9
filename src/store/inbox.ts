// Keeps each delivery, together with the work that it asks for, before it is acknowledged.
import type { Insertable, Kysely } from 'kysely';
import { subjectKey } from '../core/model/ids.ts';
import type { Delivery, Inbox } from '../reconcile/ports.ts';
import { groupCommit } from './group-commit.ts';
import { hintIn } from './hints.ts';
import { pressIn } from './presses.ts';
import type { Database, DeliveryRow } from './schema.ts';
import { wantIn } from './work-table.ts';

/** The inbox of `ports.ts` on a database. Delivery and wakes are written in one transaction: neither is ever without the other. */
export function inbox(database: Kysely<Database>): Inbox {
  const keep = groupCommit((deliveries: readonly Delivery[]) =>
    database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('deliveries')
        .values(deliveries.map(toRow))
        .onConflict((conflict) => conflict.column('guid').doNothing())
        .execute();
      await pressIn(transaction, deliveries);
      await hintIn(transaction, deliveries);
      await wantIn(
        transaction,
        deliveries.flatMap(({ wakes, receivedAt }) => wakes.map((wake) => ({ wake, now: receivedAt }))),
      );
      return deliveries.map(() => true);
    }),
  );
  return {
    async accept(delivery) {
      await keep(delivery);
    },
  };
}

function toRow(delivery: Delivery): Insertable<DeliveryRow> {
  const wakes = delivery.wakes.map(({ subject, installation }) => ({
    subject: subjectKey(subject),
    installation,
  }));
  return {
    guid: delivery.guid,
    event: delivery.event,
    action: delivery.action,
    received_at: delivery.receivedAt,
    wakes: JSON.stringify(wakes),
  };
}
