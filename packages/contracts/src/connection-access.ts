import { z } from 'zod';
import { ACCESS_MODES, accessSummarySchema } from './access.ts';
import { HELD_UP_BY } from './held-up-by.ts';
import { PROBLEM_CODES } from './problems.ts';

const timestamp = z.iso.datetime({ offset: true });
const count = z.int().min(0);

/** Who may find the documents of a connection, and how its permissions are read. */
export const connectionAccessSchema = z.object({
  mode: z.enum(ACCESS_MODES),
  status: z.enum(['idle', 'checking']),
  /** The active reading, or null while idle. */
  run_id: z.string().nullable(),
  run_started_at: timestamp.nullable(),
  run_deadline_at: timestamp.nullable(),
  run_last_heard_at: timestamp.nullable(),
  run_heartbeat_seconds: z.int().nullable(),
  run_phase: z.string().nullable(),
  run_waiting_until: timestamp.nullable(),
  /** The reading waits for its turn at the connector; 1: it is the next. */
  run_queue_position: z.int().min(1).nullable().default(null),
  /** Known while the reading is silent; its results are then still to come. */
  run_held_up_by: z.enum(HELD_UP_BY).nullable().default(null),
  documents_processed: count,
  documents_total: count.nullable(),
  last_result: z.enum(['completed', 'failed', 'cancelled']).nullable(),
  /** When the reading that completed last began: permissions are at least as new. Null: never. */
  last_checked_at: timestamp.nullable(),
  last_ended_at: timestamp.nullable(),
  error_code: z.enum(PROBLEM_CODES).nullable(),
  error: z.string().nullable(),
  summary: accessSummarySchema.nullable(),
  every_minutes: z.int(),
  next_check_at: timestamp.nullable(),
  /** Readings that failed in a row. */
  failures: count,
});
export type ConnectionAccess = z.output<typeof connectionAccessSchema>;

/** How often permissions may be read. */
export const ACCESS_CHECK_MINUTES = { min: 5, max: 1440, default: 30 } as const;

/** `PUT /api/data-sources/:id/access`. What is left out stays as it is. */
export const updateAccessRequestSchema = z.strictObject({
  /** Owners only. */
  mode: z.enum(ACCESS_MODES).optional(),
  every_minutes: z.int().min(ACCESS_CHECK_MINUTES.min).max(ACCESS_CHECK_MINUTES.max).optional(),
});
export type UpdateAccessRequest = z.input<typeof updateAccessRequestSchema>;

export const accessCheckStartedSchema = z.object({
  status: z.literal('checking'),
  message: z.literal('Reading permissions'),
  run_id: z.string(),
});
