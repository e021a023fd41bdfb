import { Kysely, PostgresDialect } from 'kysely';
import { createListener, type Listen } from './listen.ts';
import type { Log } from './log.ts';
import { createLock, createPgliteDialect, runForLibrary } from './pglite-dialect.ts';
import { NUMBER_TYPES, openPool } from './postgres-pool.ts';
import { preparing } from './prepared-statements.ts';

/** One database, PostgreSQL or embedded; nobody behind this type knows which. */
export type Database<Tables> = {
  kysely: Kysely<Tables>;
  kind: 'postgres' | 'pglite';
  /** Calls back for each notification on a channel, until the returned function is called. */
  listen: Listen;
  /** For libraries that write their own SQL. Without values the text may hold several statements. */
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  /** Whether a statement that writes gets an answer within two seconds. */
  isUp: () => Promise<boolean>;
  close: () => Promise<void>;
};

export type DatabaseOptions = {
  /** `postgres://…`; absent: PGlite in `folder`. */
  url?: string | undefined;
  /** Folder of the embedded database, or `memory://`. */
  folder: string;
  poolSize?: number;
  /**
   * A statement that writes, and fails where the service could not: a database that only reads, a
   * full disk or a lost privilege answer any question. Absent: a question has to do.
   */
  writeProbe?: string;
  /**
   * Whether PostgreSQL parses and plans once what is asked again and again: see `preparing`. The embedded
   * database always parses once, and plans anew for each values where this is absent.
   */
  prepares?: boolean;
  log: Log;
};

const STATEMENT_LIMIT_MS = 15_000;
const UP_LIMIT_MS = 2_000;
const QUESTION = 'select 1';

export async function openDatabase<Tables>(options: DatabaseOptions): Promise<Database<Tables>> {
  return options.url === undefined ? openPglite(options) : openPostgres(options, options.url);
}

function openPostgres<Tables>(options: DatabaseOptions, url: string): Database<Tables> {
  const { log, poolSize = 10, writeProbe = QUESTION, prepares = false } = options;
  const pool = openPool({ url, size: poolSize, statementLimitMs: STATEMENT_LIMIT_MS, log });
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: prepares ? preparing(pool) : pool }),
  });
  const listener = createListener({ url, log });
  return {
    kysely,
    kind: 'postgres',
    listen: listener.listen,
    executeSql: (text, values) => pool.query(text, values),
    isUp: askedOnce(() => answersInTime(() => pool.query(writeProbe))),
    close: async () => {
      await listener.close();
      await kysely.destroy();
    },
  };
}

async function openPglite<Tables>(options: DatabaseOptions): Promise<Database<Tables>> {
  const { writeProbe = QUESTION, prepares = false } = options;
  // Loaded only where it is used: a service on PostgreSQL need not carry it.
  const { openPgliteFolder } = await import('./open-pglite.ts');
  const { createPgliteStatements } = await import('./pglite-statements.ts');
  const pglite = await openPgliteFolder(options.folder, {
    numbers: NUMBER_TYPES,
    planCacheMode: prepares ? 'auto' : 'force_custom_plan',
  });
  const run = createPgliteStatements(pglite);
  const lock = createLock();
  const kysely = new Kysely<Tables>({ dialect: createPgliteDialect(pglite, run, lock) });

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const release = await lock.take();
    try {
      return await work();
    } finally {
      release();
    }
  }

  return {
    kysely,
    kind: 'pglite',
    async listen(channel, { onNotification }) {
      const stop = await alone(() => pglite.listen(channel, onNotification));
      return () => (pglite.closed ? Promise.resolve() : alone(() => stop()));
    },
    executeSql: (text, values = []) => alone(() => runForLibrary(run, text, values)),
    isUp: askedOnce(() => answersInTime(() => alone(() => run(writeProbe, [])))),
    close: async () => {
      await kysely.destroy();
      await alone(() => (pglite.closed ? Promise.resolve() : pglite.close()));
    },
  };
}

/** Who asks while an answer is under way gets that one: many probes are one write. */
function askedOnce(ask: () => Promise<boolean>): () => Promise<boolean> {
  let asked: Promise<boolean> | undefined;
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined;
    });
    return asked;
  };
}

async function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), UP_LIMIT_MS);
  ask().then(
    () => resolve(true),
    () => resolve(false),
  );
  const answer = await promise;
  clearTimeout(timer);
  return answer;
}
