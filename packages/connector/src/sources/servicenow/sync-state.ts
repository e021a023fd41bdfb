import { z } from 'zod';

/** What one sync leaves to the next. */
export const cursorSchema = z.object({
  version: z.literal(1),
  /** When everything was listed last: changes alone do not tell what was deleted. */
  sweptAt: z.iso.datetime(),
  /** By table: from which sys_updated_on on changes are to be asked for, in the server's UTC. */
  since: z.record(z.string(), z.string()),
  /** By table: how many records were wanted. Fewer now means that some were deleted. */
  counts: z.record(z.string(), z.number()),
  /** Ids that could not be read and have to be tried again. */
  retry: z.array(z.string()),
  /** Titles of the chosen knowledge bases, for the day on which one of them is not there. */
  titles: z.record(z.string(), z.string()).default({}),
  /** False after a sync that could not list everything: then the next one does. */
  isWhole: z.boolean().default(true),
});
export type Cursor = z.output<typeof cursorSchema>;

/** Where a sync stands; with it a sync that was broken off goes on as what it was. */
export const stateSchema = z.object({
  mode: z.enum(['everything', 'changes']),
  /** Place in the list of tables. */
  part: z.number().int().min(0),
  /** Last sys_id that is done. */
  after: z.string(),
  isProven: z.boolean(),
  /** Of the cursor that this sync goes by, in mode `changes`. */
  since: z.record(z.string(), z.string()),
  /** The cursor for the next sync; null when changes could not be asked for then. */
  next: cursorSchema.nullable(),
  /** Sum of the counts. */
  total: z.number().nullable(),
});
export type SyncState = z.output<typeof stateSchema>;
