import { inChunks } from '../batches.ts';
import type { ItemToRead, SyncPage, SyncRequest } from '../source.ts';
import { readAccess } from './access.ts';
import { openInstance } from './connect.ts';
import type { ServiceNowContext } from './context.ts';
import { inIds, isSysId } from './encoded-query.ts';
import { externalIdOf, type Part } from './part.ts';
import { partsOf } from './parts-of.ts';
import { readStep } from './read-step.ts';
import { requireBases } from './require-bases.ts';
import { sweep } from './sweep.ts';
import { cell, type Row, type TableClient } from './table-client.ts';

const CALL_TIMEOUT_MS = 60_000;
/** Ids in one query, which has to fit into an address. */
export const IDS_IN_ONE_QUERY = 100;

/** Nothing counts as known, so that each item is read whatever is stored of it. */
const NOTHING_KNOWN = { knownRevision: async () => undefined };

/** Reads just these articles and records again. */
export async function* readAgain(
  context: ServiceNowContext,
  items: readonly ItemToRead[],
): AsyncIterable<SyncPage> {
  const instance = openInstance(context, {
    retry: 'patient',
    timeoutMs: () => CALL_TIMEOUT_MS,
  });
  const { client } = instance;
  await requireBases(client, context.settings.knowledge_bases);
  const parts = await partsOf(context, instance, await readAccess(client));
  const ids = items.map(({ externalId }) => externalId);
  const known = parts.map((part) => ({ part, own: idsOf(part, ids) }));
  const met = new Set(
    known.flatMap(({ part, own }) => own.map((id) => externalIdOf(part.table, id))),
  );
  for (const { part, own } of known) {
    for (const some of inChunks(own, IDS_IN_ONE_QUERY)) {
      context.signal.throwIfAborted();
      const { step, missing, isProven } = await readByIds(client, NOTHING_KNOWN, {
        part,
        ids: some,
      });
      const hidden = missing.map((id) => externalIdOf(part.table, id));
      yield {
        ...step,
        failed: [...step.failed, ...(isProven ? [] : hidden.map(toHidden))],
        removed: [...step.removed, ...(isProven ? hidden : [])],
        checkpoint: null,
        phase: part.label,
      };
    }
  }
  // Of a table that is not chosen any more.
  const removed = ids.filter((id) => !met.has(id));
  if (removed.length > 0)
    yield { documents: [], failed: [], unchanged: [], removed, checkpoint: null };
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

function toHidden(externalId: string) {
  return {
    externalId,
    title: null,
    url: null,
    code: 'insufficient_permissions' as const,
    reason: 'ServiceNow does not show this, and does not say whether it is still there.',
  };
}
