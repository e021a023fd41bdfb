import { failsAlone } from '../fails-alone.ts';
import { type SourceContext, SourceError } from '../source.ts';
import type { ServiceNowSettings } from './context.ts';
import { composeQuery, earlier } from './encoded-query.ts';
import type { Part } from './part.ts';
import { type Cursor, cursorSchema, type SyncState } from './sync-state.ts';
import { cell, type TableClient } from './table-client.ts';

/** Deletions and what was changed without a trace are found at least this often. */
const SWEEP_EVERY_MS = 24 * 3600 * 1000;
const OVERLAP_MINUTES = 15;
/** Dates in queries may be read in the account's zone; all zones lie within this. */
const ZONE_OVERLAP_MINUTES = 26 * 60;

/**
 * Decides between asking for changes and listing everything. Everything: at first, once a day, and
 * when there are fewer records than before.
 */
export async function planSync(
  client: TableClient,
  given: {
    parts: readonly Part[];
    cursor: unknown;
    titles: Readonly<Record<string, string>>;
    settings: ServiceNowSettings;
    now: SourceContext<never, never>['now'];
  },
): Promise<SyncState> {
  const parsed = cursorSchema.safeParse(given.cursor);
  const cursor = parsed.success ? parsed.data : undefined;
  const counted = await countParts(client, given.parts);
  const isSweep = !cursor || !counted || mustSweep(cursor, { ...given, counts: counted.counts });
  const overlap = counted && (await overlapMinutes(client, given.settings));
  return {
    mode: isSweep ? 'everything' : 'changes',
    part: 0,
    after: '',
    isProven: true,
    since: isSweep ? {} : cursor.since,
    total: isSweep && counted ? sum(counted.counts) : null,
    next: counted
      ? {
          version: 1,
          sweptAt: isSweep ? given.now().toISOString() : cursor.sweptAt,
          since: Object.fromEntries(
            Object.entries(counted.newest).map(([table, at]) => [table, earlier(at, overlap ?? 0)]),
          ),
          counts: counted.counts,
          retry: [],
          titles: { ...cursor?.titles, ...given.titles },
          isWhole: true,
        }
      : null,
  };
}

function mustSweep(
  cursor: Cursor,
  now: {
    parts: readonly Part[];
    counts: Record<string, number>;
    now: () => Date;
  },
): boolean {
  const isOld = now.now().getTime() - Date.parse(cursor.sweptAt) > SWEEP_EVERY_MS;
  const lacksPart = now.parts.some(({ table }) => cursor.since[table] === undefined);
  const hasFewer = now.parts.some(
    ({ table }) => (now.counts[table] ?? 0) < (cursor.counts[table] ?? 0),
  );
  return !cursor.isWhole || isOld || lacksPart || hasFewer;
}

/** Undefined where the Aggregate API is closed to the account, or fails. */
async function countParts(client: TableClient, parts: readonly Part[]) {
  const counts: Record<string, number> = {};
  const newest: Record<string, string> = {};
  try {
    for (const { table, groups } of parts) {
      const found = await client.count(table, composeQuery(groups));
      counts[table] = found.count;
      newest[table] = found.newest;
    }
    return { counts, newest };
  } catch (error) {
    if (failsAlone(error)) return undefined;
    throw error;
  }
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, one) => total + one, 0);
}

async function overlapMinutes(client: TableClient, settings: ServiceNowSettings): Promise<number> {
  const zone = await zoneOf(client, settings.username).catch((error: unknown) => {
    if (!failsAlone(error)) throw error;
    return undefined;
  });
  return zone !== undefined && isUtc(zone) ? OVERLAP_MINUTES : ZONE_OVERLAP_MINUTES;
}

export function isUtc(zone: string): boolean {
  return /^(GMT|UTC|Etc\/(GMT|UTC))$/i.test(zone);
}

/** Zone of the account; undefined when it cannot be known, and always with OAuth. */
export async function zoneOf(
  client: TableClient,
  username: string | undefined,
): Promise<string | undefined> {
  if (!username || /[\^,]/.test(username)) return undefined;
  try {
    const { rows } = await client.list({
      table: 'sys_user',
      query: `user_name=${username}`,
      fields: ['sys_id', 'user_name', 'time_zone'],
      limit: 1,
    });
    const [row] = rows;
    return row && cell(row, 'user_name') === username ? cell(row, 'time_zone') : undefined;
  } catch (error) {
    if (error instanceof SourceError && error.code === 'insufficient_permissions') return undefined;
    throw error;
  }
}
