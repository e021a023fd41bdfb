import type { PGlite } from '@electric-sql/pglite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { RunStatements } from './pglite-statements.ts';

/** PGlite is one connection: whoever uses it holds this lock, a transaction until its end. */
export type Lock = { take: () => Promise<() => void> };

export function createLock(): Lock {
  let last: Promise<void> = Promise.resolve();
  return {
    take() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const free = last.then(() => resolve);
      last = last.then(() => promise);
      return free;
    },
  };
}

/**
 * Kysely over PGlite. Kysely's own dialect hands the one connection to everybody at once, so that
 * a statement from elsewhere would join an open transaction and be rolled back with it; this one
 * lets each user finish first.
 */
export function createPgliteDialect(pglite: PGlite, run: RunStatements, lock: Lock): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createPgliteDriver(pglite, run, lock),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createPgliteDriver(pglite: PGlite, run: RunStatements, lock: Lock): Driver {
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const send = (connection: DatabaseConnection, sql: string) =>
    connection.executeQuery(CompiledQuery.raw(sql));
  return {
    init: () => pglite.waitReady,
    async acquireConnection() {
      const release = await lock.take();
      const connection = createPgliteConnection(run);
      releases.set(connection, release);
      return connection;
    },
    async beginTransaction(connection, settings) {
      const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
      await send(connection, `begin${level}`);
    },
    commitTransaction: async (connection) => void (await send(connection, 'commit')),
    rollbackTransaction: async (connection) => void (await send(connection, 'rollback')),
    async releaseConnection(connection) {
      releases.get(connection)?.();
      releases.delete(connection);
    },
    destroy: async () => {},
  };
}

function createPgliteConnection(run: RunStatements): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = (await run(query.sql, query.parameters)).at(-1);
      const rows = (result?.rows ?? []) as R[];
      const affectedRows = result?.affectedRows;
      return affectedRows === undefined
        ? { rows }
        : { rows, numAffectedRows: BigInt(affectedRows) };
    },
    // biome-ignore lint/correctness/useYield: the interface asks for a generator; PGlite has no cursors
    async *streamQuery() {
      throw new Error('streaming is not supported on the embedded database');
    },
  };
}

/**
 * One call of a library that counts on a pool: several statements give the rows of all of them
 * (a `returning` before a `commit` must not get lost), and one that fails leaves no broken
 * transaction behind for the next user of the one connection.
 */
export async function runForLibrary(
  run: RunStatements,
  text: string,
  values: readonly unknown[],
): Promise<{ rows: unknown[] }> {
  try {
    const results = await run(text, values);
    return { rows: results.flatMap(({ rows }) => rows) };
  } catch (error) {
    await run('rollback', []).catch(() => {});
    throw error;
  }
}
