import { z } from 'zod';

/** Where to go after signing in: a path of this app and nothing else, so that no link can lead away. */
export const returnSearch = z.object({
  return_to: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
  ended: z.boolean().optional().catch(undefined),
  /** Somebody has just chosen a new password by mail. */
  reset: z.boolean().optional().catch(undefined),
  /** What single sign-on came back with. */
  error: z.string().max(100).optional().catch(undefined),
});
