import { Kysely, PostgresDialect } from 'kysely';
import type { Database } from './database.ts';
import type { Log } from './log.ts';
import { openPool } from './postgres-pool.ts';

/** A way into the database for questions of people, beside the one that work goes through. */
export type ReadingPool<Tables> = { kysely: Kysely<Tables>; close: () => Promise<void> };

const STATEMENT_CANCELLED = '57014';

/**
 * Connections that only read, each statement within a limit: however many ask, and however much
 * they ask for, the connections of the work are free. The embedded database is a single connection
 * and knows no limit (it has no timer that could interrupt it), so there it is the database itself.
 */
export function openReadingPool<Tables>(
  database: Database<Tables>,
  options: { url: string | undefined; size: number; statementLimitMs: number; log: Log },
): ReadingPool<Tables> {
  const { url } = options;
  if (url === undefined) return { kysely: database.kysely, close: async () => {} };
  const pool = openPool({ ...options, url, readOnly: true });
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { kysely, close: () => kysely.destroy() };
}

/** Whether an error says that a statement was broken off at its limit. */
export function isOverLimit(error: unknown): boolean {
  return (error as { code?: unknown } | null | undefined)?.code === STATEMENT_CANCELLED;
}
