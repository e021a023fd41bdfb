import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type ControlledTransaction,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';

type Unit = {
  begin: () => Promise<ControlledTransaction<Tables>>;
  transaction: ControlledTransaction<Tables> | undefined;
  /** The first statement that failed. PostgreSQL would answer the commit with a rollback. */
  failure: { error: unknown } | undefined;
  afterCommit: (() => Promise<void>)[];
};

/**
 * Everything that happens within `run`, by better-auth or by us, is one transaction. better-auth
 * has transactions around some of its endpoints only; with this handle its writes and our audit
 * entries are kept or dropped together.
 */
export type UnitOfWork = {
  /** The handle to give to better-auth; outside of `run` it is the plain database. */
  kysely: Kysely<Tables>;
  /** Commits what `work` wrote, or drops all of it when `work` throws. */
  run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs once the work is kept, never if it is dropped: for mails. */
  afterCommit: (task: () => Promise<void>) => void;
};

export function createUnitOfWork(database: Kysely<Tables>): UnitOfWork {
  const units = new AsyncLocalStorage<Unit>();

  async function execute<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const unit = units.getStore();
    if (unit === undefined) return database.executeQuery<R>(query as CompiledQuery<R>);
    // Begun by the first write only, so that no connection is held while a password is hashed
    // or an identity provider answers.
    const writes = query.query.kind !== 'SelectQueryNode';
    const handle = unit.transaction ?? (writes ? await unit.begin() : database);
    try {
      return await handle.executeQuery<R>(query as CompiledQuery<R>);
    } catch (error) {
      unit.failure ??= { error };
      throw error;
    }
  }

  return {
    kysely: new Kysely<Tables>({ dialect: createDialect(execute) }),
    async run(work) {
      const unit = createUnit(database);
      return units.run(unit, async () => {
        try {
          const result = await work();
          // Swallowed by a library, but nothing after it was written.
          if (unit.failure) throw unit.failure.error;
          await unit.transaction?.commit().execute();
          for (const task of unit.afterCommit) await task();
          return result;
        } catch (error) {
          const cause = unit.failure?.error ?? error;
          if (unit.transaction && !unit.transaction.isCommitted) {
            // When the connection is gone, its transaction is gone as well.
            await unit.transaction
              .rollback()
              .execute()
              .catch(() => {});
          }
          throw cause;
        }
      });
    },
    afterCommit(task) {
      const unit = units.getStore();
      if (unit === undefined) throw new Error('afterCommit outside of a unit of work');
      unit.afterCommit.push(task);
    },
  };
}

function createUnit(database: Kysely<Tables>): Unit {
  let beginning: Promise<ControlledTransaction<Tables>> | undefined;
  const unit: Unit = {
    transaction: undefined,
    failure: undefined,
    afterCommit: [],
    begin() {
      beginning ??= database.startTransaction().execute();
      return beginning.then((transaction) => {
        unit.transaction = transaction;
        return transaction;
      });
    },
  };
  return unit;
}

function createDialect(execute: DatabaseConnection['executeQuery']): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: execute,
    // biome-ignore lint/correctness/useYield: the interface asks for a generator; nothing streams
    async *streamQuery() {
      throw new Error('streaming is not supported here');
    },
  };
  const refuse = async () => {
    throw new Error('transactions are begun by run()');
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  };
}
