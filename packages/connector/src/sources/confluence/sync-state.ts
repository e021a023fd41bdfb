import { z } from 'zod';
import type { FailedItem } from '../source.ts';
import { spaceOfList } from './stand-ins.ts';

/** What one sync leaves to the next. */
export const cursorSchema = z.object({
  version: z.literal(1),
  /** When everything was looked at, restrictions too. */
  checkedAt: z.iso.datetime(),
  /** When all ids were listed. */
  listedAt: z.iso.datetime(),
  /** The newest change that was seen, by Confluence’s clock. */
  newest: z.iso.datetime().nullable(),
  /** How much the search found in the chosen spaces; null where it cannot be asked. */
  count: z.number().nullable(),
  /** Whether all lists came to an end that is proven. */
  isWhole: z.boolean().default(true),
  /** Of the spaces that were read. */
  spaces: z.string(),
  /** Ids that could not be read and have to be tried again. */
  retry: z.array(z.string()),
});
export type Cursor = z.output<typeof cursorSchema>;

/**
 * `everything` looks at each item, `listing` at each id, version and place, `changes` only at what
 * the search says has changed.
 */
export const modeSchema = z.enum(['everything', 'listing', 'changes']);
export type Mode = z.output<typeof modeSchema>;

/** Where a sync stands; with it a sync that was broken off goes on as what it was. */
export const stateSchema = z.object({
  mode: modeSchema,
  /** Key of the space being read, and the last id of it that is done. */
  space: z.string(),
  after: z.string(),
  /** New documents met while asking for changes. */
  added: z.number(),
  /** Changes have to be asked for before the list, which may not name all that changed. */
  mustFind: z.boolean().default(false),
  /** The search could not tell all changes, so that all ids have to be listed. */
  mustList: z.boolean().default(false),
  /** What the sync before could not read. */
  retry: z.array(z.string()),
  /** What the search found when the sync before began; null: not known. */
  countBefore: z.number().nullable(),
  /** Whether all lists until now came to an end that is proven; otherwise nothing counts as gone. */
  isWhole: z.boolean().default(true),
  /** Cursor in the making; null when changes cannot be asked for next time. */
  next: cursorSchema.nullable(),
});
export type SyncState = z.output<typeof stateSchema>;

/** Keeps the newest change that was seen. A clock that runs ahead must not hide what comes next. */
export function noteNewest(
  state: SyncState,
  items: readonly { updatedAt: string | null }[],
  now: Date,
): void {
  if (!state.next) return;
  const times = items.map(({ updatedAt }) => Date.parse(updatedAt ?? '')).filter(Number.isFinite);
  const before = state.next.newest === null ? [] : [Date.parse(state.next.newest)];
  const newest = [...before, ...times].reduce((one, other) => Math.max(one, other), -Infinity);
  if (newest === -Infinity) return;
  state.next = { ...state.next, newest: new Date(Math.min(newest, now.getTime())).toISOString() };
}

/** More than these are not remembered for the next sync, which then looks at everything. */
const MOST_RETRIED = 500;

/** Remembers what a later try may read. A kind of file that is not read stays so until it changes. */
export function noteFailed(
  state: SyncState,
  failed: readonly Pick<FailedItem, 'externalId' | 'code'>[],
): void {
  const ids = failed
    .filter(({ externalId, code }) => code !== 'not_readable' && !isList(externalId))
    .map(({ externalId }) => externalId);
  if (!state.next || ids.length === 0) return;
  const retry = [...new Set([...state.next.retry, ...ids])];
  state.next = retry.length > MOST_RETRIED ? null : { ...state.next, retry };
}

/** Remembers what was read and has to be looked at again, as far as there is room. */
export function noteUnsure(state: SyncState, ids: readonly string[]): void {
  if (!state.next || ids.length === 0) return;
  const retry = [...new Set([...state.next.retry, ...ids])].slice(0, MOST_RETRIED);
  state.next = { ...state.next, retry };
}

/** A list was not whole: nothing counts as gone, and the next sync lists all ids again. */
export function noteNotWhole(state: SyncState): void {
  state.isWhole = false;
  if (state.next) state.next = { ...state.next, count: null, isWhole: false };
}

const isList = (externalId: string) => spaceOfList(externalId) !== undefined;
