import { z } from 'zod';

const failedQuerySchema = z.object({
  query: z.string(),
  code: z.enum(['upstream_error', 'timeout', 'validation_failed', 'wrong_edition']),
  reason: z.string(),
});

/** Where a sync stands, so that one that was broken off goes on there. */
export const checkpointSchema = z.object({
  /** Number of the query being read. */
  query: z.number(),
  /** Its addresses that are still to be read, so that going on costs no second query. */
  addresses: z.array(z.string()).nullable(),
  /** Queries that brought nothing because they could not be run. */
  failed: z.array(failedQuerySchema),
  /** False once the results of a query broke off: what it found before may be behind that. */
  isWhole: z.boolean().default(true),
  /** The last page looked at of those that no query found; null before that. */
  keptAfter: z.string().nullable(),
});
export type Checkpoint = z.output<typeof checkpointSchema>;

export function firstCheckpoint(): Checkpoint {
  return { query: 0, addresses: null, failed: [], isWhole: true, keptAfter: null };
}
