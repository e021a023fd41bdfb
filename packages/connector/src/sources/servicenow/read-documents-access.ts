import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { AccessFinding, AccessPage, AccessRequest, SourceAccess } from '../source-access.ts';
import { tableAccess } from './access.ts';
import type { Instance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import { externalIdOf, type Part } from './part.ts';
import { partsOf } from './parts-of.ts';
import { sweep } from './sweep.ts';
import { cell } from './table-client.ts';
import { MOST_ROWS } from './whole-table.ts';

/** Documents whose rules are stored in one transaction. */
const DOCUMENTS_IN_ONE_PAGE = 1_000;

/**
 * Who may read what: of articles, and of records that say it themselves, by listing them without
 * their texts; of other tables by what an owner chose, which asks the instance nothing.
 * @returns whether everything that there is was looked at
 */
export async function* readDocumentsAccess(
  context: ServiceNowContext,
  instance: Instance,
  request: Pick<AccessRequest, 'knownDocuments'>,
): AsyncGenerator<AccessPage, boolean> {
  const tables = context.settings.tables ?? [];
  let isComplete = true;
  for (const choice of tables) {
    const access = tableAccess(choice);
    if (access) yield* sameForAll(request, choice.table, access);
  }
  const open = tables.filter((choice) => tableAccess(choice) === undefined);
  const settings = { ...context.settings, tables: open };
  const { parts, failed } = await partsOf({ ...context, settings }, instance);
  for (const { externalId, reason } of failed) {
    isComplete = false;
    yield* unread(request, externalId.slice('list/'.length), { detail: reason });
  }
  for (const part of parts)
    isComplete = (yield* readPart(context, instance, { part, request })) && isComplete;
  return isComplete;
}

type Asking = { part: Part; request: Pick<AccessRequest, 'knownDocuments'> };

async function* readPart(
  { signal }: ServiceNowContext,
  { client }: Instance,
  { part, request }: Asking,
): AsyncGenerator<AccessPage, boolean> {
  const { table, groups, accessFields: fields } = part;
  const met = new Set<string>();
  try {
    for await (const page of sweep(client, {
      table,
      groups,
      fields,
      after: '',
      limit: MOST_ROWS,
    })) {
      for (const rows of inChunks(page.rows, DOCUMENTS_IN_ONE_PAGE)) {
        signal.throwIfAborted();
        const documents = rows.flatMap((row) => {
          const access = part.accessOf(row);
          return access ? [{ externalId: externalIdOf(table, cell(row, 'sys_id')), access }] : [];
        });
        for (const { externalId } of documents) met.add(externalId);
        yield { documents, checkpoint: null, phase: part.label };
      }
      if (page.end === 'proven') return true;
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    yield* unread(request, table, { detail: error.message, met });
    return false;
  }
  yield* unread(request, table, { detail: 'The end of the list was not proven.', met });
  return false;
}

async function* sameForAll(
  request: Pick<AccessRequest, 'knownDocuments'>,
  table: string,
  access: SourceAccess,
): AsyncGenerator<AccessPage> {
  for await (const ids of storedOf(request, table)) {
    const documents = ids.map((externalId) => ({ externalId, access }));
    yield { documents, checkpoint: null, phase: table };
  }
}

/** What of a table was not met keeps its rule, and is too old to be believed after a while. */
async function* unread(
  request: Pick<AccessRequest, 'knownDocuments'>,
  table: string,
  { detail, met }: { detail: string; met?: ReadonlySet<string> },
): AsyncGenerator<AccessPage> {
  const finding: AccessFinding = { code: 'list_unread', count: 1, detail: `${table}: ${detail}` };
  yield { findings: [finding], checkpoint: null };
  for await (const ids of storedOf(request, table)) {
    yield { unreadDocuments: ids.filter((id) => !met?.has(id)), checkpoint: null };
  }
}

/** Ids of stored documents of one table. */
async function* storedOf(
  request: Pick<AccessRequest, 'knownDocuments'>,
  table: string,
): AsyncIterable<string[]> {
  const prefix = externalIdOf(table, '');
  for (let after = prefix; ; ) {
    const known = await request.knownDocuments(after, DOCUMENTS_IN_ONE_PAGE);
    const own = known.map(({ externalId }) => externalId).filter((id) => id.startsWith(prefix));
    if (own.length > 0) yield own;
    if (own.length < DOCUMENTS_IN_ONE_PAGE) return;
    after = own.at(-1) ?? prefix;
  }
}
