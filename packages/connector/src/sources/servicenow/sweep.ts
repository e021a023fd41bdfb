import { SourceError } from '../source.ts';
import { isOverload } from './call-servicenow.ts';
import { composeQuery } from './encoded-query.ts';
import {
  cell,
  type ListRequest,
  type Row,
  type TableClient,
  type TablePage,
} from './table-client.ts';

export type Sweep = {
  table: string;
  groups: readonly string[];
  fields: readonly string[];
  /** Goes on behind this sys_id; empty at the beginning. */
  after: string;
};

/** A page of rows; the last one tells whether the end was proven. */
export type SweepPage = { rows: Row[]; end?: 'proven' | 'unproven' };

/** Twice what a step of the sync takes, so that its calls for texts fill their places. */
const LIMIT = 400;
const SMALLEST_LIMIT = 10;

/**
 * Reads all that a query finds, in the order of sys_id, each page asked for by what came last.
 * Access rules work after the query, so a page may be short or empty while more follow: the end
 * is proven only when the number found before access rules says that nothing is left.
 */
export async function* sweep(client: TableClient, asked: Sweep): AsyncIterable<SweepPage> {
  const lister = createLister(client);
  let after = asked.after;
  for (;;) {
    const page = await lister.list(requestOf(asked, after));
    const rows =
      page.rows.length > 0 ? page : await beyondHidden(client, lister, { asked, after, page });
    if (rows === 'proven' || rows === 'unproven') {
      yield { rows: [], end: rows };
      return;
    }
    requireOrder(rows.rows, after);
    after = cell(rows.rows.at(-1) ?? {}, 'sys_id');
    // All that is left has come, and nothing of it was hidden: no need to ask for an empty page.
    if (rows === page && page.total === page.rows.length) {
      yield { rows: page.rows, end: 'proven' };
      return;
    }
    yield { rows: rows.rows };
  }
}

function requestOf({ table, groups, fields }: Sweep, after: string) {
  const query = composeQuery(groups, after === '' ? '' : `sys_id>${after}`);
  return { table, query: `${query}^ORDERBYsys_id`.replace(/^\^/, ''), fields };
}

type Listing = Omit<ListRequest, 'limit'>;
type Lister = ReturnType<typeof createLister>;

/** Asks for half as much after a query that the instance broke off, and stays with that. */
function createLister(client: TableClient) {
  let limit = LIMIT;
  return {
    limit: () => limit,
    list: async (listing: Listing): Promise<TablePage> => {
      for (;;) {
        try {
          return await client.list({ ...listing, limit });
        } catch (error) {
          if (!isOverload(error) || limit <= SMALLEST_LIMIT) throw error;
          limit = Math.max(SMALLEST_LIMIT, Math.floor(limit / 2));
        }
      }
    },
  };
}

/** After an empty page: the end, or the first rows behind those that are hidden. */
async function beyondHidden(
  client: TableClient,
  lister: Lister,
  at: { asked: Sweep; after: string; page: TablePage },
): Promise<TablePage | 'proven' | 'unproven'> {
  const request = requestOf(at.asked, at.after);
  const total = at.page.total ?? (await countOrNothing(client, request));
  if (total === undefined) return 'unproven';
  let offset = lister.limit();
  while (offset < total) {
    const page = await lister.list({ ...request, offset });
    if (page.rows.length > 0) return page;
    offset += lister.limit();
  }
  return 'proven';
}

async function countOrNothing(
  client: TableClient,
  { table, query }: { table: string; query: string },
): Promise<number | undefined> {
  try {
    return (await client.count(table, query)).count;
  } catch (error) {
    if (error instanceof SourceError && error.code === 'insufficient_permissions') return undefined;
    throw error;
  }
}

function requireOrder(rows: readonly Row[], after: string): void {
  let last = after;
  for (const row of rows) {
    const id = cell(row, 'sys_id');
    if (id <= last) {
      throw new SourceError(
        'upstream_error',
        'ServiceNow ignored a part of our query, so its list cannot be trusted.',
      );
    }
    last = id;
  }
}
