import { z } from 'zod';
import { AUDIT_ACTORS } from './audit.ts';
import { PROBLEM_CODES } from './problems.ts';
import { defineRoute } from './route.ts';

const timestamp = z.iso.datetime({ offset: true });
/** Null: was not written down, as in entries of older versions. */
const count = z.int().min(0).nullable();

export const RECORDED_RUN_KINDS = ['verification', 'sync', 'access'] as const;
export type RecordedRunKind = (typeof RECORDED_RUN_KINDS)[number];

/**
 * - `held`: the sync stopped before it removed too much, and waits for somebody
 * - `unknown`: it began, is not under way, and no end of it was written down
 */
export const RUN_OUTCOMES = [
  'running',
  'succeeded',
  'held',
  'failed',
  'cancelled',
  'unknown',
] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

const actor = z.object({
  type: z.enum(AUDIT_ACTORS),
  /** Of the person or the key, at that time. */
  name: z.string().nullable(),
});

/** A verification, a sync or a reading of permissions, as the audit log tells of it. */
export const recordedRunSchema = z.object({
  /** Of the run; of its entry where the connector did something by itself and named no run. */
  id: z.string(),
  kind: z.enum(RECORDED_RUN_KINDS),
  outcome: z.enum(RUN_OUTCOMES),
  /** Null: was not written down. */
  started_at: timestamp.nullable(),
  started_by: actor.nullable(),
  /** The app began it: by its schedule, or because something else called for it. */
  is_scheduled: z.boolean(),
  /** Null while it is under way, and where no end was written down. */
  ended_at: timestamp.nullable(),
  /** Who cancelled it, or brought its result; the app itself where it gave the run up. */
  ended_by: actor.nullable(),
  /** When the app had given it up before its real result came. */
  given_up_at: timestamp.nullable(),
  error_code: z.enum(PROBLEM_CODES).nullable(),

  documents_processed: count,
  documents_failed: count,
  documents_added: count,
  documents_updated: count,
  documents_removed: count,
  /** A held sync would have removed so many. */
  deletions_held: count,
  /** Documents that other people may read since this reading of permissions. */
  documents_changed: count,
});
export type RecordedRun = z.output<typeof recordedRunSchema>;

export const listDataSourceRuns = defineRoute({
  id: 'listDataSourceRuns',
  method: 'GET',
  path: '/api/data-sources/:id/runs',
  summary:
    'Past and present runs of a connection, newest first, from the audit log. A scheduled reading of permissions is among them when it changed something or ended otherwise than the one before',
  access: 'member',
  scope: 'sources:read',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(25),
    kind: z.enum(RECORDED_RUN_KINDS).optional(),
  }),
  success: {
    status: 200,
    schema: z.object({ data: z.array(recordedRunSchema), next_cursor: z.string().nullable() }),
  },
  problems: ['not_found'],
});
