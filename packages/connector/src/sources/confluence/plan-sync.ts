import { createHash } from 'node:crypto';
import type { Space } from './client.ts';
import type { ConfluenceSettings } from './connect.ts';
import { hasFilters } from './cql.ts';
import { type Cursor, cursorSchema, type Mode, type SyncState } from './sync-state.ts';

const HOUR_MS = 3600 * 1000;
/** A restriction changes no version and no place, so it is noticed only by a look at each item. */
const CHECK_EVERY_MS = 24 * HOUR_MS;
/** A move or a new title above changes no version of what stands below. */
const LIST_EVERY_MS = 6 * HOUR_MS;

type Given = {
  cursor: unknown;
  settings: ConfluenceSettings;
  spaces: readonly Space[];
  /** By the search; undefined where it cannot be asked. */
  count: number | undefined;
  now: Date;
};

/** Decides how much a sync has to look at; see docs/decisions/009. */
export function planSync(given: Given): SyncState {
  const parsed = cursorSchema.safeParse(given.cursor);
  const cursor = parsed.success ? parsed.data : undefined;
  const spaces = fingerprint(given.spaces);
  const mode = modeFor(given, cursor, spaces);
  const now = given.now.toISOString();
  return {
    mode,
    space: '',
    after: '',
    added: 0,
    // A list that names too little does not tell of all changes, either.
    mustFind:
      mode === 'listing' &&
      cursor?.isWhole === false &&
      cursor.newest !== null &&
      !hasFilters(given.settings),
    mustList: false,
    retry: cursor?.retry ?? [],
    countBefore: cursor?.count ?? null,
    isWhole: true,
    next: {
      version: 1,
      checkedAt: mode === 'everything' || !cursor ? now : cursor.checkedAt,
      listedAt: mode === 'changes' && cursor ? cursor.listedAt : now,
      newest: cursor?.newest ?? null,
      count: given.count ?? null,
      isWhole: true,
      spaces,
      retry: [],
    },
  };
}

function modeFor(given: Given, cursor: Cursor | undefined, spaces: string): Mode {
  const ageMs = (at: string) => given.now.getTime() - Date.parse(at);
  if (!cursor || ageMs(cursor.checkedAt) > CHECK_EVERY_MS) return 'everything';
  // A label comes and goes without a change of the page, so the search must name all of them.
  const mustList =
    hasFilters(given.settings) ||
    cursor.spaces !== spaces ||
    cursor.newest === null ||
    cursor.count === null ||
    given.count === undefined ||
    ageMs(cursor.listedAt) > LIST_EVERY_MS;
  return mustList ? 'listing' : 'changes';
}

/** Begins a list of all ids in a sync that only asked for changes, because something is gone. */
export function listingInstead(state: SyncState, now: Date): SyncState {
  const next = state.next && { ...state.next, listedAt: now.toISOString() };
  return {
    ...state,
    mode: 'listing',
    mustFind: false,
    mustList: false,
    space: '',
    after: '',
    next,
  };
}

function fingerprint(spaces: readonly Space[]): string {
  const text = JSON.stringify(spaces.map(({ id, key }) => [id, key]));
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
