import { z } from 'zod';

/** A connector that knows `deletions` of a sync says so among its abilities. */
export const HELD_DELETIONS_ABILITY = 'held_deletions';
/** A connector that knows `only_failed` of a sync, and lists what failed, says so. */
export const RETRY_FAILED_ABILITY = 'retry_failed';

/**
 * What becomes of the documents for which a sync was held.
 * - `remove`: they go, as long as they are no more than `confirmed`; more are held again
 * - `keep`: they stay although the source has them no more, and hold up no later sync
 */
export const heldDeletionsDecisionSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('remove'), confirmed: z.int().min(1).max(1_000_000_000) }),
  z.strictObject({ decision: z.literal('keep') }),
]);
export type HeldDeletionsDecision = z.output<typeof heldDeletionsDecisionSchema>;

/** `POST /api/data-sources/:id/sync`; without a body, an ordinary sync. */
export const syncDataSourceRequestSchema = z
  .strictObject({
    deletions: heldDeletionsDecisionSchema.optional(),
    /** Only what the last syncs could not read. */
    only_failed: z.boolean().optional(),
  })
  .refine(
    (body) => body.deletions === undefined || body.only_failed !== true,
    'has both deletions and only_failed',
  );
export type SyncDataSourceRequest = z.input<typeof syncDataSourceRequestSchema>;

/** What a `trigger_sync` webhook adds for connectors that know it; others sync as ever. */
export const syncWishesSchema = z.object({
  deletions: heldDeletionsDecisionSchema.optional(),
  only_failed: z.boolean().optional(),
});
export type SyncWishes = z.output<typeof syncWishesSchema>;
