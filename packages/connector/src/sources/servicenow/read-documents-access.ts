import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { AccessFinding, AccessPage, SourceAccess } from '../source-access.ts';
import { tableAccess } from './access.ts';
import type { Instance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import { externalIdOf, type Part } from './part.ts';
import { partsOf } from './parts-of.ts';
import { type Stored, storedOf } from './stored-of.ts';
import { sweep } from './sweep.ts';
import { cell, type Row } from './table-client.ts';
import { unchosenTables } from './unchosen.ts';
import { MOST_ROWS } from './whole-table.ts';

/** Documents whose rules are stored in one transaction. */
const DOCUMENTS_IN_ONE_PAGE = 1_000;

/** How far the documents could be looked at. */
export type DocumentsRead = {
  /** Every one that there is was looked at. */
  isComplete: boolean;
  /** Lists that failed, so that it is not known whom their documents’ rules name. */
  failed: string[];
};

/**
 * Who may read what: of articles, and of records that say it themselves, by listing them without
 * their texts; of other tables by what an owner chose, which asks the instance nothing.
 */
export async function* readDocumentsAccess(
  context: ServiceNowContext,
  instance: Instance,
  request: Stored,
): AsyncGenerator<AccessPage, DocumentsRead> {
  const tables = context.settings.tables ?? [];
  for (const choice of tables) {
    const access = tableAccess(choice);
    if (access) yield* sameForAll(request, choice.table, access);
  }
  for await (const table of unchosenTables(request, context.settings)) {
    yield* sameForAll(request, table, NOT_MET);
  }
  const open = tables.filter((choice) => tableAccess(choice) === undefined);
  const settings = { ...context.settings, tables: open };
  const { parts, failed } = await partsOf({ ...context, settings }, instance);
  const read: DocumentsRead = { isComplete: failed.length === 0, failed: [] };
  for (const { externalId, reason } of failed) {
    const table = externalId.slice('list/'.length);
    read.failed.push(table);
    yield* unread(request, table, { detail: reason });
  }
  for (const part of parts) {
    const end = yield* readPart(context, instance, { part, request });
    read.isComplete &&= end === 'proven';
    if (end === 'failed') read.failed.push(part.table);
  }
  return read;
}

async function* readPart(
  { signal }: ServiceNowContext,
  { client }: Instance,
  { part, request }: { part: Part; request: Stored },
): AsyncGenerator<AccessPage, 'proven' | 'unproven' | 'failed'> {
  const { table, groups, accessFields: fields } = part;
  const met = new Set<string>();
  try {
    const asked = { table, groups, fields, after: '', limit: MOST_ROWS };
    for await (const page of sweep(client, asked)) {
      const lack = await part.prepareAccess?.(page.rows);
      if (lack) throw lack;
      for (const rows of inChunks(page.rows, DOCUMENTS_IN_ONE_PAGE)) {
        signal.throwIfAborted();
        const documents = rows.flatMap((row) => accessesOf(part, row));
        for (const { externalId } of documents) met.add(externalId);
        yield { documents, checkpoint: null, phase: part.label };
      }
      if (page.end !== 'proven') continue;
      yield* notMet(request, table, met);
      return 'proven';
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    yield* unread(request, table, { detail: error.message, met });
    return 'failed';
  }
  yield* unread(request, table, { detail: 'The end of the list was not proven.', met });
  return 'unproven';
}

function accessesOf({ table, accessOf }: Part, row: Row) {
  const access = accessOf(row);
  return access ? [{ externalId: externalIdOf(table, cell(row, 'sys_id')), access }] : [];
}

async function* sameForAll(
  request: Stored,
  table: string,
  access: SourceAccess,
): AsyncGenerator<AccessPage> {
  for await (const ids of storedOf(request, table)) {
    const documents = ids.map((externalId) => ({ externalId, access }));
    yield { documents, checkpoint: null, phase: table };
  }
}

/** Of a list that is proven whole, whatever became of the others: what it does not name is nobody's. */
async function* notMet(
  request: Stored,
  table: string,
  met: ReadonlySet<string>,
): AsyncGenerator<AccessPage> {
  for await (const ids of storedOf(request, table)) {
    const left = ids.filter((id) => !met.has(id));
    if (left.length > 0) yield { documents: left.map(toNotMet), checkpoint: null };
  }
}

const toNotMet = (externalId: string) => ({ externalId, access: NOT_MET });
const NOT_MET: SourceAccess = { kind: 'nobody', reason: 'not_met' };

/** What of a table was not met keeps its rule, and is too old to be believed after a while. */
async function* unread(
  request: Stored,
  table: string,
  { detail, met }: { detail: string; met?: ReadonlySet<string> },
): AsyncGenerator<AccessPage> {
  const finding: AccessFinding = { code: 'list_unread', count: 1, detail: `${table}: ${detail}` };
  yield { findings: [finding], checkpoint: null };
  for await (const ids of storedOf(request, table)) {
    yield { unreadDocuments: ids.filter((id) => !met?.has(id)), checkpoint: null };
  }
}
