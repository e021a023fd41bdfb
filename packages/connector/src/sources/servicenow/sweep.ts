import { failsAlone } from '../fails-alone.ts';
import { UnprovenList } from '../unproven-list.ts';
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
  /** Rows of one page at most; fewer after a query that the instance broke off. */
  limit?: number;
};

/** A page of rows; the last one tells whether the end was proven. */
export type SweepPage = {
  rows: Row[];
  /** Rows of the page that came without an id; with any, the end is not proven. */
  unreadable?: number;
  end?: 'proven' | 'unproven';
  /**
   * On the last page: whether the account was shown every row that there is. `unknown` where the
   * instance does not count. A proven end says only that no row is left that it may see.
   */
  shows?: 'all' | 'some' | 'unknown';
};

/** Twice what a step of the sync takes, so that its calls for texts fill their places. */
const LIMIT = 400;
const SMALLEST_LIMIT = 10;
/** In a row; what hides more than these is no access rule. */
const MOST_HIDDEN_PAGES = 1_000;

/**
 * Reads all that a query finds, in the order of sys_id, each page asked for by what came last.
 * Access rules work after the query, so a page may be short or empty while more follow: the end
 * is proven only when the number found before access rules says that nothing is left.
 */
export async function* sweep(client: TableClient, asked: Sweep): AsyncIterable<SweepPage> {
  const lister = createLister(client, asked.limit ?? LIMIT);
  const watch = watchForHidden();
  let after = asked.after;
  let isWhole = true;
  for (;;) {
    const page = await lister.list(requestOf(asked, after));
    watch.see(page, lister.limit());
    isWhole &&= page.unreadable === 0;
    // Without a single id there is nothing to go on from.
    const isLost = page.rows.length === 0 && page.unreadable > 0;
    const next =
      isLost || page.rows.length > 0
        ? page
        : await beyondHidden(client, lister, { asked, after, page });
    if (isLost || next === 'proven' || next === 'unproven') {
      const end = isWhole && next === 'proven' ? 'proven' : 'unproven';
      yield { rows: [], unreadable: page.unreadable, end, shows: watch.shows() };
      return;
    }
    requireOrder(next.rows, after);
    after = cell(next.rows.at(-1) ?? {}, 'sys_id');
    isWhole &&= next.unreadable === 0;
    const { rows, unreadable } = next;
    // All that is left has come, and nothing of it was hidden: no need to ask for an empty page.
    if (next === page && page.total === rows.length + unreadable) {
      yield { rows, unreadable, end: isWhole ? 'proven' : 'unproven', shows: watch.shows() };
      return;
    }
    yield { rows, unreadable };
  }
}

function requestOf({ table, groups, fields }: Sweep, after: string) {
  const query = composeQuery(groups, after === '' ? '' : `sys_id>${after}`);
  return { table, query: `${query}^ORDERBYsys_id`.replace(/^\^/, ''), fields };
}

type Listing = Omit<ListRequest, 'limit'>;
type Lister = ReturnType<typeof createLister>;

/**
 * Tells whether access rules took rows out of the pages. Each answer tells how many rows its own
 * question found, so that nothing that changes between two questions is taken for a hidden row; only
 * where an instance gives smaller pages than it was asked for are two answers held together.
 */
function watchForHidden() {
  let shows: 'all' | 'some' | 'unknown' = 'all';
  /** How many rows have to be left, after a page that was smaller than it might be. */
  let left: number | undefined;
  return {
    see: ({ rows, unreadable, total }: TablePage, limit: number) => {
      if (left !== undefined && total !== left) shows = 'some';
      left = undefined;
      if (total === undefined) {
        if (shows === 'all') shows = 'unknown';
      } else if (rows.length + unreadable < Math.min(limit, total)) {
        if (rows.length === 0) shows = 'some';
        left = total - rows.length - unreadable;
      }
    },
    shows: () => (left === undefined ? shows : 'some'),
  };
}

/** Asks for half as much after a query that the instance broke off, and stays with that. */
function createLister(client: TableClient, most: number) {
  let limit = most;
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
  for (let hidden = 0; offset < total; hidden += 1) {
    if (hidden > MOST_HIDDEN_PAGES) return 'unproven';
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
    if (failsAlone(error)) return undefined;
    throw error;
  }
}

function requireOrder(rows: readonly Row[], after: string): void {
  let last = after;
  for (const row of rows) {
    const id = cell(row, 'sys_id');
    if (id <= last) {
      throw new UnprovenList(
        'ServiceNow ignored a part of our query, so its list cannot be trusted.',
      );
    }
    last = id;
  }
}
