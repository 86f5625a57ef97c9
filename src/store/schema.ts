// The tables as queries see them. `migrations.ts` makes them.
import type { SubjectKey } from '../core/model/ids.ts';
import type { IntegerColumn, NullableIntegerColumn } from './stored-integer.ts';

/** A delivery that was acknowledged. Times are milliseconds since 1970. */
export interface DeliveryRow {
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly received_at: IntegerColumn;
  /** JSON: `[{"subject": key, "installation": id}]`. Payloads are not kept: they may hold anything. */
  readonly wakes: string;
}

/** One subject. Wanted and observed are generations: a turn is due as long as wanted is ahead. */
export interface WorkRow {
  readonly subject: SubjectKey;
  readonly installation: IntegerColumn;
  readonly wanted: IntegerColumn;
  readonly observed: IntegerColumn;
  /** When it wants its next turn; null when nothing is wanted. */
  readonly due_at: NullableIntegerColumn;
  /** Null when nobody works on it. In the past: whoever worked on it died. */
  readonly leased_until: NullableIntegerColumn;
  /** Counts the leases; a turn may only write under its own. */
  readonly token: IntegerColumn;
  readonly attempts: IntegerColumn;
  readonly last_error: string | null;
  /** When it was wanted or leased last; rows that nobody asked about for long are pruned by it. */
  readonly touched_at: IntegerColumn;
}

/** A button of a check that somebody pressed, until the turn that serves it is finished. */
export interface PressRow {
  /** The delivery that reported it: a redelivery has the same. */
  readonly guid: string;
  readonly subject: SubjectKey;
  readonly button: string;
  readonly login: string;
  readonly account: string;
  readonly received_at: IntegerColumn;
}

/** What a delivery promised of a subject, until a turn that saw it, or waited for it in vain, is finished. */
export interface HintRow {
  readonly subject: SubjectKey;
  /** `hintText` of the reconcile. With the subject the key: a redelivery promises nothing new. */
  readonly hint: string;
  readonly received_at: IntegerColumn;
}

export interface Database {
  readonly deliveries: DeliveryRow;
  readonly work: WorkRow;
  readonly presses: PressRow;
  readonly hints: HintRow;
}
