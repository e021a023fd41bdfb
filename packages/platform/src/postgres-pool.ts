import pg from 'pg';
import type { Log } from './log.ts';
import { parseTimestamp, TIMESTAMPTZ } from './parse-timestamp.ts';

const LOCK_LIMIT_MS = 5_000;
/** OIDs of int8 and numeric: counts of ours stay far below 2^53, so both become numbers. */
export const NUMBER_TYPES: ReadonlySet<number> = new Set([20, 1700]);

export type PoolOptions = {
  url: string;
  /** Most connections at once. */
  size: number;
  /** The server breaks a statement off that takes longer. */
  statementLimitMs: number;
  /** The server refuses every write. */
  readOnly?: boolean;
  log: Log;
};

/** Connections to a PostgreSQL that come back by themselves after it was away. */
export function openPool({ url, size, statementLimitMs, readOnly, log }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: statementLimitMs,
    lock_timeout: LOCK_LIMIT_MS,
    idle_in_transaction_session_timeout: 30_000,
    ...(readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks (database restart) must not end the process: the pool listens to those
  // that are idle, and nobody to those in use, whose statement has failed by then.
  const onLost = (err: unknown) => log.warn({ err }, 'database connection lost');
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  return pool;
}

function parserOf(oid: number, format?: 'text' | 'binary') {
  if (NUMBER_TYPES.has(oid)) return Number;
  if (oid === TIMESTAMPTZ && format !== 'binary') return parseTimestamp;
  return format === 'binary' ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid);
}
