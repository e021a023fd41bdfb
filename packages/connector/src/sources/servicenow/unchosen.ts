import { inChunks } from '../batches.ts';
import { shareOf } from '../share-of.ts';
import { ARTICLES, BASE } from './articles.ts';
import type { ServiceNowSettings } from './context.ts';
import { inIds, isSysId } from './encoded-query.ts';
import { externalIdOf } from './part.ts';
import { IDS_IN_ONE_QUERY } from './read-again.ts';
import { type Stored, storedOf } from './stored-of.ts';
import { sweep } from './sweep.ts';
import { cell, type TableClient } from './table-client.ts';

const MOST_ASKED = 2_000;

/** Tables of which something is stored and that are not chosen any more, so that no list will name it. */
export async function* unchosenTables(
  { knownDocuments }: Stored,
  { tables = [] }: ServiceNowSettings,
): AsyncIterable<string> {
  const chosen = new Set([ARTICLES, ...tables.map(({ table }) => table)]);
  for (let after = ''; ; ) {
    const [next] = await knownDocuments(after, 1);
    if (next === undefined) return;
    const [table = ''] = next.externalId.split(':', 1);
    if (!chosen.has(table)) yield table;
    // Behind all ids that begin with the table and a colon.
    after = `${table};`;
  }
}

/** Stored articles of knowledge bases that are not chosen any more, as the instance itself says of each. */
export async function findUnchosenArticles(
  client: TableClient,
  request: Stored,
  { settings, now }: { settings: ServiceNowSettings; now: () => Date },
): Promise<string[]> {
  const { knowledge_bases: chosen = [] } = settings;
  if (chosen.length === 0) return [];
  const stored: string[] = [];
  const start = externalIdOf(ARTICLES, '').length;
  for await (const ids of storedOf(request, ARTICLES)) {
    stored.push(...ids.map((id) => id.slice(start)).filter(isSysId));
  }
  const unchosen: string[] = [];
  for (const ids of inChunks(shareOf(stored, MOST_ASKED, now()), IDS_IN_ONE_QUERY)) {
    const asked = { table: ARTICLES, groups: [inIds('sys_id', ids)], after: '' };
    for await (const { rows } of sweep(client, { ...asked, fields: ['sys_id', BASE] })) {
      for (const row of rows) {
        const [id, base] = [cell(row, 'sys_id'), cell(row, BASE)];
        // Of an article that was not asked for, or does not say where it stands, nobody knows.
        if (ids.includes(id) && base !== '' && !chosen.includes(base)) unchosen.push(id);
      }
    }
  }
  return unchosen.map((id) => externalIdOf(ARTICLES, id));
}
