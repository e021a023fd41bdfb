import type { PGlite, Results } from '@electric-sql/pglite';
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
export function createPgliteDialect(pglite: PGlite, lock: Lock): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createPgliteDriver(pglite, lock),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function createPgliteDriver(pglite: PGlite, lock: Lock): Driver {
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const run = (connection: DatabaseConnection, sql: string) =>
    connection.executeQuery(CompiledQuery.raw(sql));
  return {
    init: () => pglite.waitReady,
    async acquireConnection() {
      const release = await lock.take();
      const connection = createPgliteConnection(pglite);
      releases.set(connection, release);
      return connection;
    },
    async beginTransaction(connection, settings) {
      const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
      await run(connection, `begin${level}`);
    },
    commitTransaction: async (connection) => void (await run(connection, 'commit')),
    rollbackTransaction: async (connection) => void (await run(connection, 'rollback')),
    async releaseConnection(connection) {
      releases.get(connection)?.();
      releases.delete(connection);
    },
    destroy: async () => {},
  };
}

function createPgliteConnection(pglite: PGlite): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { affectedRows, rows } = await runOnPglite<R>(pglite, query.sql, query.parameters);
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
 * One call, as node-postgres makes it: without values the text may hold several statements (and
 * the last one's rows are returned), with values it is one statement.
 */
export async function runOnPglite<R>(
  pglite: PGlite,
  text: string,
  values: readonly unknown[],
): Promise<Results<R>> {
  if (values.length > 0) return pglite.query<R>(text, [...values]);
  const results = await pglite.exec(text);
  return (results.at(-1) ?? { rows: [], fields: [] }) as Results<R>;
}

/**
 * One call of a library that counts on a pool: several statements give the rows of all of them
 * (a `returning` before a `commit` must not get lost), and one that fails leaves no broken
 * transaction behind for the next user of the one connection.
 */
export async function runForLibrary(
  pglite: PGlite,
  text: string,
  values: readonly unknown[],
): Promise<{ rows: unknown[] }> {
  try {
    if (values.length > 0) return await pglite.query(text, [...values]);
    const results = await pglite.exec(text);
    return { rows: results.flatMap((result) => result.rows) };
  } catch (error) {
    await pglite.exec('rollback').catch(() => {});
    throw error;
  }
}
