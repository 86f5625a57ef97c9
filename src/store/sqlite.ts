// Lets Kysely's SQLite dialect run on Node's own SQLite: the one file that knows this database's driver and its pragmas.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Dialect, SqliteDialect, type SqliteStatement } from 'kysely';

/** Statements are few and come from our own code; the bound only guards against a query text that varies. */
const STATEMENT_CACHE = 200;

/**
 * A Kysely dialect over one SQLite file, made when it is missing.
 * WAL with `synchronous = FULL`: a commit is on disk when it returns, so what was acknowledged survives kill -9 and a power cut.
 * @param path the database's file; its folder must exist
 * @throws when the file can't be opened or is not a database
 */
export function nodeSqliteDialect(path: string): Dialect {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, SqliteStatement>();
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare(text) {
        const known = statements.get(text);
        if (known !== undefined) return known;
        if (statements.size >= STATEMENT_CACHE) statements.clear();
        const statement = kyselyStatement(database.prepare(text));
        statements.set(text, statement);
        return statement;
      },
    },
  });
}

/** What Kysely expects of a statement is better-sqlite3's form: an array of parameters, and `reader` for "returns rows". */
function kyselyStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(inputValue)),
    run: (parameters) => statement.run(...parameters.map(inputValue)),
    iterate: (parameters) => statement.iterate(...parameters.map(inputValue)),
  };
}

function inputValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  throw new TypeError(`A query parameter of type ${typeof value} has no column type to go to`);
}
