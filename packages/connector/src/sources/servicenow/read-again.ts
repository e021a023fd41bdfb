import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { FailedItem, ItemToRead, SourceError, SyncPage, SyncRequest } from '../source.ts';
import { ARTICLES } from './articles.ts';
import { findChosenBases, toListFailure, withoutIds } from './chosen-bases.ts';
import { openInstance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import { inIds, isSysId } from './encoded-query.ts';
import { externalIdOf, type Part } from './part.ts';
import { partsOf } from './parts-of.ts';
import { readStep } from './read-step.ts';
import { sweep } from './sweep.ts';
import { cell, type Row, type TableClient } from './table-client.ts';

const STEP = 200;
const CALL_TIMEOUT_MS = 60_000;
/** Ids in one query, which has to fit into an address. */
export const IDS_IN_ONE_QUERY = 100;

/** Nothing counts as known, so that each item is read whatever is stored of it. */
const NOTHING_KNOWN = { knownRevision: async () => undefined };

/** Reads just these articles and records again, and lists that could not be read to their end. */
export async function* readAgain(
  context: ServiceNowContext,
  items: readonly ItemToRead[],
): AsyncIterable<SyncPage> {
  const instance = openInstance(context, { retry: 'patient', timeoutMs: () => CALL_TIMEOUT_MS });
  const { client } = instance;
  const { settings, signal } = context;
  const { parts, failed } = await partsOf(context, instance);
  const bases = await findChosenBases(client, settings.knowledge_bases ?? []);
  const still = new Map([...failed, ...bases.failed].map((item) => [item.externalId, item]));
  const ids = items.map(({ externalId }) => externalId);
  const met = new Set<string>();
  for (const part of parts) {
    for (const some of inChunks(idsOf(part, ids), IDS_IN_ONE_QUERY)) {
      signal.throwIfAborted();
      for (const id of some) met.add(externalIdOf(part.table, id));
      yield await readSome(client, part, some);
    }
  }
  for (const id of ids.filter((one) => /^(list|base)\//.test(one))) {
    met.add(id);
    yield* readWhole({ client, parts, signal }, { id, still: still.get(id) });
  }
  // Of a table that is not chosen any more; of one that cannot be looked into nobody knows.
  const others = items.filter(({ externalId }) => !met.has(externalId));
  const unknown = others.filter(({ externalId }) => still.has(`list/${externalId.split(':')[0]}`));
  const removed = others.filter((item) => !unknown.includes(item)).map((item) => item.externalId);
  if (others.length > 0) yield { ...nothing(), failed: unknown.map(toHidden), removed };
}

const nothing = () => ({ documents: [], failed: [], unchanged: [], checkpoint: null });

async function readSome(
  client: TableClient,
  part: Part,
  ids: readonly string[],
): Promise<SyncPage> {
  const phase = part.label;
  const items = ids.map((id) => ({ externalId: externalIdOf(part.table, id) }));
  try {
    const { step, missing, isProven } = await readByIds(client, NOTHING_KNOWN, { part, ids });
    const hidden = missing.map((id) => ({ externalId: externalIdOf(part.table, id) }));
    return {
      ...step,
      failed: [...step.failed, ...(isProven ? [] : hidden.map(toHidden))],
      removed: [...step.removed, ...(isProven ? hidden.map((item) => item.externalId) : [])],
      checkpoint: null,
      phase,
    };
  } catch (error) {
    if (!failsAlone(error)) throw error;
    const failed = items.map((item) => ({
      ...toHidden(item),
      code: error.code,
      reason: error.message,
    }));
    return { ...nothing(), failed, phase };
  }
}

/** A list, or a knowledge base that was not there: all that can be read of it by now. */
async function* readWhole(
  { client, parts, signal }: { client: TableClient; parts: readonly Part[]; signal: AbortSignal },
  { id, still }: { id: string; still: FailedItem | undefined },
): AsyncIterable<SyncPage> {
  if (still) {
    yield { ...nothing(), failed: [still] };
    return;
  }
  const table = id.startsWith('list/') ? id.slice('list/'.length) : ARTICLES;
  // Criteria and bases are no documents; what they touch is looked at by the next sync.
  for (const part of parts.filter((one) => one.table === table)) {
    const asked = { table, groups: part.groups, fields: part.listFields, after: '' };
    let lack: SourceError | undefined;
    try {
      for await (const { rows, unreadable } of sweep(client, asked)) {
        signal.throwIfAborted();
        if (unreadable) lack = withoutIds(unreadable);
        for (const some of inChunks(rows, STEP)) {
          const { removed: _, ...step } = await readStep(client, NOTHING_KNOWN, {
            part,
            rows: some,
          });
          yield { ...nothing(), ...step, phase: part.label };
        }
      }
    } catch (error) {
      if (!failsAlone(error)) throw error;
      lack = error;
    }
    if (lack) {
      yield {
        ...nothing(),
        failed: [{ ...toListFailure(table, part.label, lack), externalId: id }],
      };
      return;
    }
  }
  // The note about the list is done with; there is no document of that name.
  yield { ...nothing(), removed: [id] };
}

/** The sys_ids of what belongs to a part. */
export function idsOf({ table }: Part, externalIds: readonly string[]): string[] {
  const prefix = externalIdOf(table, '');
  return externalIds
    .filter((id) => id.startsWith(prefix))
    .map((id) => id.slice(prefix.length))
    .filter(isSysId);
}

/** Records by their ids, and which of them are not there or out of sight. */
export async function readByIds(
  client: TableClient,
  request: Pick<SyncRequest, 'knownRevision'>,
  { part, ids }: { part: Part; ids: readonly string[] },
) {
  const rows: Row[] = [];
  let isProven = true;
  const asked = { table: part.table, groups: [inIds('sys_id', ids)], fields: part.listFields };
  for await (const page of sweep(client, { ...asked, after: '' })) {
    rows.push(...page.rows);
    if (page.end === 'unproven') isProven = false;
  }
  const found = new Set(rows.map((row) => cell(row, 'sys_id')));
  const step = await readStep(client, request, { part, rows });
  return { step, missing: ids.filter((id) => !found.has(id)), isProven };
}

function toHidden({
  externalId,
  title = null,
  url = null,
}: Pick<ItemToRead, 'externalId'> & Partial<ItemToRead>): FailedItem {
  return {
    externalId,
    title,
    url,
    code: 'insufficient_permissions',
    reason: 'ServiceNow does not show this, and does not say whether it is still there.',
  };
}
