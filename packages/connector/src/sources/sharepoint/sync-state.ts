import { z } from 'zod';

/**
 * What a sync keeps: `links` to each library's changes and the ids of each site's pages. With
 * `changes` only what changed is asked for; with `full` everything is listed.
 */
export const cursorSchema = z.object({
  links: z.record(z.string(), z.string()),
  pages: z.record(z.string(), z.array(z.string())),
});
export type Cursor = z.output<typeof cursorSchema>;

export const stateSchema = z.object({
  mode: z.enum(['full', 'changes']),
  /** Library or site being read, and the page of its listing; null: not begun. */
  unit: z.string().nullable(),
  link: z.string().nullable(),
  /** Cursor in the making. */
  links: z.record(z.string(), z.string()),
  pages: z.record(z.string(), z.array(z.string())),
  /** A site could not be listed, so that what was not met may still be there. */
  hasGaps: z.boolean(),
  /** A file could not be read; it must be asked for again although it has not changed. */
  hasFailed: z.boolean(),
  /** Anything of any library or site could be listed. */
  hasRead: z.boolean().default(true),
  /** All is listed after some changes were read, by the same sync. */
  hasMet: z.boolean().default(false),
});
export type SyncState = z.output<typeof stateSchema>;

export function firstState(mode: SyncState['mode']): SyncState {
  const none = { unit: null, link: null, links: {}, pages: {} };
  return { mode, ...none, hasGaps: false, hasFailed: false, hasRead: false, hasMet: false };
}

/** Thrown where changes alone do not tell enough: a folder moved, or the link is not known any more. */
export class NeedsListing extends Error {
  constructor() {
    super('everything has to be listed');
    this.name = 'NeedsListing';
  }
}
