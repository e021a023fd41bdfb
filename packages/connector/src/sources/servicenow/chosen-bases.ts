import { failsAlone } from '../fails-alone.ts';
import type { FailedItem, SourceError } from '../source.ts';
import { UnprovenList } from '../unproven-list.ts';
import { inIds } from './encoded-query.ts';
import { sweep } from './sweep.ts';
import { cell, type TableClient } from './table-client.ts';

const TABLE = 'kb_knowledge_base';

export type ChosenBases = {
  /** Titles of those that are there, by sys_id. */
  titles: Record<string, string>;
  /** Those that are gone or hidden, and why it may not be known which are. */
  failed: FailedItem[];
};

/** A knowledge base that is gone or hidden must not look as if it had been emptied. */
export async function findChosenBases(
  client: TableClient,
  chosen: readonly string[],
  /** What earlier syncs knew of them. */
  earlier: Readonly<Record<string, string>> = {},
): Promise<ChosenBases> {
  const titles: Record<string, string> = {};
  if (chosen.length === 0) return { titles, failed: [] };
  try {
    const asked = { table: TABLE, groups: [inIds('sys_id', chosen)], after: '' };
    for await (const { rows } of sweep(client, { ...asked, fields: ['sys_id', 'title'] })) {
      for (const row of rows) titles[cell(row, 'sys_id')] = cell(row, 'title');
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    return { titles, failed: [toListFailure(TABLE, 'Knowledge bases', error)] };
  }
  const missing = chosen.filter((id) => titles[id] === undefined);
  const failed: FailedItem[] = [];
  for (const id of missing) {
    failed.push(toMissing(id, earlier[id] || (await titleByArticle(client, id))));
  }
  return { titles, failed };
}

/** An article may be visible, and with it the name of a base that is not. */
async function titleByArticle(client: TableClient, id: string): Promise<string | undefined> {
  const field = `${TABLE}.title`;
  const asked = { table: 'kb_knowledge', query: `${TABLE}=${id}`, fields: ['sys_id', field] };
  try {
    const { rows } = await client.list({ ...asked, limit: 1 });
    return rows[0] && cell(rows[0], field);
  } catch (error) {
    if (!failsAlone(error)) throw error;
    return undefined;
  }
}

function toMissing(id: string, title: string | undefined): FailedItem {
  const name = title ? `The knowledge base “${title}”` : `A knowledge base (sys_id ${id})`;
  return {
    externalId: `base/${id}`,
    title: title || null,
    url: null,
    code: 'not_found',
    reason: `${name} is chosen but not there any more, or hidden from the account. Take it out of the selection, or give the account access again.`,
  };
}

/** A list that could not be read to its end. */
export function toListFailure(table: string, label: string, error: SourceError): FailedItem {
  return {
    externalId: `list/${table}`,
    title: label,
    url: null,
    code: error.code,
    reason: `${error.message} Nothing that is stored of it is removed.`,
  };
}

export function withoutIds(count: number): UnprovenList {
  const what = count === 1 ? '1 record' : `${count} records`;
  return new UnprovenList(`ServiceNow listed ${what} without a sys_id.`);
}
