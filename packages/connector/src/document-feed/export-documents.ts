import type { DocumentExportRequest, exportEndSchema } from '@rita/contracts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Readable } from '../access/readable-documents.ts';
import type { Reading } from '../access/reading.ts';
import type { Database, Db } from '../platform/db/tables.ts';
import type { ExportSource } from './export-source.ts';
import { writeFeedCursor } from './feed-cursor.ts';
import { feedReadingOf, keepReading } from './feed-reading.ts';
import { placeChanges } from './place-changes.ts';

const RECHECK_MS = 1_000;
const LINE_END = 0x0a;
const PART_BYTES = 256 * 1024;

export type ExportDeps = { database: Database; reading: Reading; source: ExportSource };

/** `signal` is aborted when it has to end at once, read or not. */
export type OpenExport = { lines: AsyncIterable<Buffer>; signal: AbortSignal };

/** Somebody may read less than when their export began: it ends, and is not whole. */
export class RightsLostError extends Error {
  constructor() {
    super('the reader of an export lost rights');
    this.name = 'RightsLostError';
  }
}

/**
 * All documents that a reader may read, as JSON Lines; the last line counts them and leads on to the
 * feed. Ends without it when something fails, the signal says so, or the reader loses rights.
 */
export async function openExport(
  deps: ExportDeps,
  request: DocumentExportRequest,
  signal: AbortSignal,
): Promise<OpenExport> {
  const { database, reading, source } = deps;
  const { tenant_id: tenantId } = request;
  await placeChanges(database, tenantId);
  const readable = await reading.open(database.kysely, request);
  const kept = feedReadingOf(readable);
  await keepReading(database.kysely, tenantId, kept);
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const { position, lines } = await source.open({ tenantId, readable, signal: either });
  const cursor = writeFeedCursor({ position, parts: [{ upTo: null, digest: kept.digest }] });
  const timer = setInterval(() => {
    hasLostRights(deps, request, readable).then(
      (hasLost) => hasLost && ended.abort(new RightsLostError()),
      (error: unknown) => ended.abort(error),
    );
  }, RECHECK_MS);
  return { lines: withEnd(lines, cursor, () => clearInterval(timer)), signal: either };
}

async function* withEnd(
  lines: AsyncIterable<Buffer>,
  cursor: string,
  stop: () => void,
): AsyncIterable<Buffer> {
  let documents = 0;
  try {
    for await (const chunk of inLargeParts(lines)) {
      documents += countLines(chunk);
      yield chunk;
    }
  } finally {
    stop();
  }
  const end: z.input<typeof exportEndSchema> = { type: 'end', documents, cursor };
  yield Buffer.from(`${JSON.stringify(end)}\n`);
}

/** The database sends a few lines at a time; each part costs both ends of the way some work. */
async function* inLargeParts(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(waiting, bytes);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting, bytes);
}

function countLines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) count += 1;
  return count;
}

/** Rules that no document has any more were swept away, and take nothing from anybody. */
async function hasLostRights(
  { database: { kysely }, reading }: ExportDeps,
  request: DocumentExportRequest,
  before: Readable,
): Promise<boolean> {
  const now = await reading.open(kysely, request);
  const kept = new Set(now.ruleIds);
  const lost = before.ruleIds.filter((id) => !kept.has(id));
  return lost.length > 0 && hasDocuments(kysely, request.tenant_id, lost);
}

async function hasDocuments(db: Db, tenantId: string, ruleIds: number[]): Promise<boolean> {
  const { rows } = await sql`
    select from documents where tenant_id = ${tenantId} and rule_id = any(${ruleIds}::int[])
    limit 1`.execute(db);
  return rows.length > 0;
}
