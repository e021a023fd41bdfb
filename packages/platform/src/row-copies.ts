import { addAbortSignal, type Readable } from 'node:stream';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Log } from './log.ts';
import { openPool } from './postgres-pool.ts';

/**
 * Statements of one column of text without control characters, such as JSON, whose rows stream as
 * lines: no row is ever parsed, and no more is read than is taken.
 */
export type RowCopies = {
  /**
   * Answers a statement of one row, then copies the rows of another, both as of one moment.
   * `signal` ends it, and with it the connection. Throws the database's errors.
   */
  open: <T>(statements: {
    before: CompiledQuery<T>;
    copied: CompiledQuery;
    signal: AbortSignal;
  }) => Promise<{ before: T | undefined; lines: AsyncIterable<Buffer> }>;
  close: () => Promise<void>;
};

/** Connections of their own, `size` at once, for copies that take as long as their readers do. */
export function openRowCopies(options: {
  url: string;
  size: number;
  limitMs: number;
  log: Log;
}): RowCopies {
  const { limitMs: statementLimitMs } = options;
  const pool = openPool({ ...options, statementLimitMs, readOnly: true });
  return {
    async open({ before, copied, signal }) {
      const client = await pool.connect();
      try {
        await client.query('begin isolation level repeatable read');
        const found = await client.query(before.sql, [...before.parameters]);
        const stream = client.query(copyTo(copyStatement(copied)));
        return { before: found.rows[0], lines: rowsOf(client, addAbortSignal(signal, stream)) };
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

async function* rowsOf(client: pg.PoolClient, stream: Readable): AsyncIterable<Buffer> {
  let isWhole = false;
  try {
    for await (const chunk of stream) yield chunk as Buffer;
    await client.query('commit');
    isWhole = true;
  } finally {
    // In the middle of a copy a connection is of no use to anybody else.
    client.release(!isWhole);
  }
}

/**
 * As CSV whose signs occur in no line, so that each comes as it is: the other formats double every
 * backslash. A copy takes no parameters, so they are written into it.
 */
function copyStatement({ sql, parameters }: CompiledQuery): string {
  const text = sql.replace(/\$(\d+)/g, (_, number) => literal(parameters[Number(number) - 1]));
  return `copy (${text}) to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) {
    const parts = value.map((part) => `"${String(part).replace(/["\\]/g, '\\$&')}"`);
    return pg.escapeLiteral(`{${parts.join(',')}}`);
  }
  return pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}
