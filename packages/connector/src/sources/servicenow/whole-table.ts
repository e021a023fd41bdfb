import { failsAlone } from '../fails-alone.ts';
import { UnprovenList } from '../unproven-list.ts';
import { composeQuery } from './encoded-query.ts';
import { sweep } from './sweep.ts';
import type { Row, TableClient } from './table-client.ts';

/**
 * As many rows as ServiceNow gives where nobody says how many; of the few short fields asked for
 * here that is some megabytes. It is halved for as long as an instance finds that too much.
 */
export const MOST_ROWS = 10_000;

/** A table that is read as a whole, because what is missing of it would open what is closed. */
export type WholeTable = {
  rows: Row[];
  /** Whether these are all rows that there are; false where any may be hidden from the account. */
  isComplete: boolean;
  lack?: 'refused' | 'short';
};

/**
 * Reads all rows of a table. A refusal, or rows that access rules hide, are part of the result;
 * anything that may pass (an instance that is down, a query that takes too long) is thrown.
 */
export async function readWholeTable(
  client: TableClient,
  { table, fields, query = '' }: { table: string; fields: readonly string[]; query?: string },
): Promise<WholeTable> {
  const asked = { table, groups: [query], fields: ['sys_id', ...fields], after: '' };
  const rows: Row[] = [];
  let unreadable = 0;
  try {
    for await (const page of sweep(client, { ...asked, limit: MOST_ROWS })) {
      rows.push(...page.rows);
      unreadable += page.unreadable ?? 0;
      if (page.end === undefined) continue;
      const isAll = page.shows === 'all' || (page.shows === 'unknown' && (await isCounted()));
      const isComplete = page.end === 'proven' && unreadable === 0 && isAll;
      return isComplete ? { rows, isComplete } : { rows, isComplete, lack: 'short' };
    }
  } catch (error) {
    if (error instanceof UnprovenList) return { rows, isComplete: false, lack: 'short' };
    if (!isRefusal(error)) throw error;
    return { rows, isComplete: false, lack: 'refused' };
  }
  return { rows, isComplete: false, lack: 'short' };

  /** Where answers do not count their rows, the other API may. */
  async function isCounted(): Promise<boolean> {
    try {
      return (await client.count(table, composeQuery([query]))).count === rows.length;
    } catch (error) {
      if (failsAlone(error)) return false;
      throw error;
    }
  }
}

/** The account may not see it, or it is not there (a plug-in that is not installed). */
export function isRefusal(error: unknown): boolean {
  return (
    failsAlone(error) && (error.code === 'insufficient_permissions' || error.code === 'not_found')
  );
}
