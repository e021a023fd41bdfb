import { inChunks, inParallel, readInBatches } from '../batches.ts';
import { type FailedItem, type SourceDocument, SourceError, type SyncRequest } from '../source.ts';
import { isOfTheDocument } from '../source-convert.ts';
import { inIds } from './encoded-query.ts';
import { externalIdOf, type Part, revisionOfContent } from './part.ts';
import { cell, type Row, type TableClient } from './table-client.ts';

export type ReadStep = {
  documents: SourceDocument[];
  failed: FailedItem[];
  unchanged: string[];
  removed: string[];
};

/** Texts that one call brings: large enough for a quick sync, small enough for slow instances. */
const TEXTS_IN_ONE_CALL = 50;
const CALLS_AT_ONCE = 4;
const CONVERSIONS_AT_ONCE = 16;
const MOST_ODD = 50;

/** Reads what changed of some listed records; what is not wanted (any more) is `removed`. */
export async function readStep(
  client: TableClient,
  request: Pick<SyncRequest, 'knownRevision'>,
  { part, rows }: { part: Part; rows: readonly Row[] },
): Promise<ReadStep> {
  const { table } = part;
  const idOf = (row: Row) => externalIdOf(table, cell(row, 'sys_id'));
  const wanted = await part.wantedOf(rows);
  const step: ReadStep = { documents: [], failed: [], unchanged: [], removed: [] };
  const changed: Row[] = [];
  let lastError: SourceError | undefined;
  const onFailed = (row: Row, error: SourceError) => {
    lastError = error;
    step.failed.push(toFailed(part, row, error));
  };
  for (const row of rows) {
    const doubt = part.doubtOf(row);
    const revision = part.revisionOf(row);
    if (doubt) onFailed(row, new SourceError('upstream_error', doubt));
    else if (!wanted.has(cell(row, 'sys_id'))) step.removed.push(idOf(row));
    else if (revision !== undefined && (await request.knownRevision(idOf(row))) === revision) {
      step.unchanged.push(idOf(row));
    } else changed.push(row);
  }
  const texts = await inParallel(inChunks(changed, TEXTS_IN_ONE_CALL), CALLS_AT_ONCE, (chunk) =>
    readInBatches(chunk, (batch) => readRows(client, { part, rows: batch, onFailed }), onFailed),
  );
  // So many in a row are no odd records: it is the instance.
  if (lastError && changed.length > MOST_ODD && texts.flat().length === 0) throw lastError;
  await part.prepareAccess?.(texts.flat());
  const read = await inParallel(texts.flat(), CONVERSIONS_AT_ONCE, (row) =>
    toDocument(part, row).catch((error: unknown) => {
      if (!isOfTheDocument(error)) throw error;
      onFailed(row, error);
    }),
  );
  step.documents.push(...read.filter((document) => document !== undefined));
  return step;
}

async function toDocument(part: Part, row: Row): Promise<SourceDocument> {
  const document = await part.toDocument(row);
  return { ...document, revision: part.revisionOf(row) ?? revisionOfContent(document.body) };
}

async function readRows(
  client: TableClient,
  asked: {
    part: Part;
    rows: readonly Row[];
    onFailed: (row: Row, error: SourceError) => void;
  },
): Promise<Row[]> {
  const { part, rows, onFailed } = asked;
  const given = await rowsByIds(
    client,
    part,
    rows.map((row) => cell(row, 'sys_id')),
  );
  for (const row of rows) {
    if (given.has(cell(row, 'sys_id'))) continue;
    onFailed(row, new SourceError('upstream_error', 'ServiceNow listed this and did not give it.'));
  }
  if (!part.complete) return [...given.values()];
  const { rows: whole, failed } = await part.complete([...given.values()]);
  for (const [row, error] of failed) onFailed(row, error);
  return whole;
}

/** Asks again for what a page left out, since an instance may give fewer rows than the limit. */
async function rowsByIds(
  client: TableClient,
  { table, readFields, display }: Part,
  ids: readonly string[],
): Promise<Map<string, Row>> {
  const given = new Map<string, Row>();
  for (let left = ids; left.length > 0; ) {
    const query = inIds('sys_id', left);
    const asked = { table, query, fields: readFields, limit: left.length, display };
    const { rows } = await client.list(asked);
    if (rows.length === 0) break;
    for (const row of rows) given.set(cell(row, 'sys_id'), row);
    if ([...given.keys()].some((id) => !ids.includes(id))) {
      throw new SourceError('wrong_edition', 'ServiceNow answered with records not asked for.');
    }
    const rest = left.filter((id) => !given.has(id));
    if (rest.length === left.length) break;
    left = rest;
  }
  return given;
}

function toFailed(part: Part, row: Row, error: SourceError): FailedItem {
  const title = cell(row, 'short_description') || cell(row, 'number') || null;
  const url = part.urlOf(row);
  const externalId = externalIdOf(part.table, cell(row, 'sys_id'));
  return { externalId, title, url, code: error.code, reason: error.message };
}
