// Whole numbers as databases give them back: SQLite as numbers, PostgreSQL's driver a `bigint` as text, so that no digit is lost.
import type { ColumnType } from 'kysely';

export type StoredInteger = number | string | bigint;

/** Written as a number, read as whatever the driver makes of it. An update may compute it from other columns, which are of this type. */
export type IntegerColumn = ColumnType<StoredInteger, number, StoredInteger>;

export type NullableIntegerColumn = ColumnType<StoredInteger | null, number | null, StoredInteger | null>;

/**
 * @param column for the error, such as `work.due_at`
 * @throws where it is not a whole number that JavaScript holds exactly. Reading it as nothing would lose work without a word.
 */
export function storedInteger(value: StoredInteger, column: string): number {
  const isWritten = typeof value !== 'string' || /^-?\d{1,16}$/.test(value);
  const parsed = isWritten ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(parsed))
    throw new Error(`${column} holds ${JSON.stringify(String(value))}, which is not a whole number.`);
  return parsed;
}

export function storedIntegerOrNull(value: StoredInteger | null, column: string): number | null {
  return value === null ? null : storedInteger(value, column);
}
