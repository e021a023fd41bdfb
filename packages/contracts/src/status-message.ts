import { z } from 'zod';
import { accessSummarySchema } from './access.ts';
import { verificationCheckSchema } from './checks.ts';
import { sourceOptionsSchema } from './options.ts';
import { defineRoute } from './route.ts';
import { reportedText } from './text.ts';

/** A larger message is never parsed. */
export const MAX_STATUS_MESSAGE_BYTES = 256 * 1024;

/** Read as milliseconds since 1970; only ever compared with the same sender's timestamps. */
const senderTimestamp = z.string().max(64);
const count = z.int().min(0).max(1_000_000_000);

/** What our own connector adds; all of it optional, for the connectors in the field know none of it. */
const additions = {
  run_id: z.uuid().nullish(),
  /** Grows by at least one with each message of a run. */
  seq: z.int().min(1).max(2_000_000_000).nullish(),
  /** A code of `PROBLEMS`; an unknown one counts as none. */
  error_code: reportedText({ max: 100 }).nullish(),
  /** The connector promises a message at least this often while the run goes on. */
  heartbeat_seconds: z.int().min(1).max(3600).nullish(),
  /**
   * With what is not a result: the run has not begun, and so many of its kind begin before its own turn
   * is over; 1 is the next. Absent or null: it has begun (decision 037).
   */
  queue_position: z.int().min(1).max(1_000_000).nullish(),
};

/** Result (or, with `progress`, the checks so far) of a verification. */
export const verificationStatusMessageSchema = z.object({
  type: z.literal('verification'),
  connection_id: z.uuid(),
  tenant_id: z.string().min(1).max(200),
  status: z.enum(['success', 'failed', 'progress']),
  options: sourceOptionsSchema.nullish(),
  error: reportedText({ max: 2000 }).nullish(),
  timestamp: senderTimestamp.nullish(),
  ...additions,
  checks: z.array(verificationCheckSchema).max(50).nullish(),
  credentials_expire_at: z.iso.datetime({ offset: true }).nullish(),
});
export type VerificationStatusMessage = z.output<typeof verificationStatusMessageSchema>;

export const SYNC_MESSAGE_STATUSES = [
  'sync_started',
  'sync_progress',
  'sync_completed',
  'sync_failed',
  'sync_cancelled',
] as const;

export const syncStatusMessageSchema = z.object({
  type: z.literal('sync'),
  connection_id: z.uuid(),
  tenant_id: z.string().min(1).max(200),
  status: z.enum(SYNC_MESSAGE_STATUSES),
  error_message: reportedText({ max: 2000 }).nullish(),
  documents_processed: count.nullish(),
  timestamp: senderTimestamp.nullish(),
  ...additions,
  documents_total: count.nullish(),
  documents_failed: count.nullish(),
  documents_added: count.nullish(),
  documents_updated: count.nullish(),
  documents_removed: count.nullish(),
  /** Stored although the source has them no more, because somebody decided so. */
  documents_kept: count.nullish(),
  /** With `too_many_deletions`: so many of so many documents would be removed. */
  deletions_held: count.nullish(),
  deletions_held_of: count.nullish(),
  /** What is going on right now, in plain words. */
  phase: reportedText({ max: 200 }).nullish(),
  /** The source asked to wait until then. */
  waiting_until: z.iso.datetime({ offset: true }).nullish(),
});
export type SyncStatusMessage = z.output<typeof syncStatusMessageSchema>;

export const ACCESS_MESSAGE_STATUSES = [
  'access_started',
  'access_progress',
  'access_completed',
  'access_failed',
  'access_cancelled',
] as const;

/** State or result of reading who may read what. Only sent for a run that `check_access` began. */
export const accessStatusMessageSchema = z.object({
  type: z.literal('access'),
  connection_id: z.uuid(),
  tenant_id: z.string().min(1).max(200),
  status: z.enum(ACCESS_MESSAGE_STATUSES),
  error_message: reportedText({ max: 2000 }).nullish(),
  timestamp: senderTimestamp.nullish(),
  ...additions,
  documents_processed: count.nullish(),
  documents_total: count.nullish(),
  /** Documents that other people may read now than before. */
  documents_updated: count.nullish(),
  /** Documents whose permissions could not be read this time. */
  documents_failed: count.nullish(),
  phase: reportedText({ max: 200 }).nullish(),
  waiting_until: z.iso.datetime({ offset: true }).nullish(),
  /** With `access_completed`. */
  summary: accessSummarySchema.nullish(),
});
export type AccessStatusMessage = z.output<typeof accessStatusMessageSchema>;

/** Of the runs that a connection has one of at a time. */
export type RunStatusMessage = VerificationStatusMessage | SyncStatusMessage;

/** Message on the queue `data_source_status`, and body of `POST /api/connector/status`. Unknown fields are dropped. */
export const dataSourceStatusMessageSchema = z.discriminatedUnion('type', [
  verificationStatusMessageSchema,
  syncStatusMessageSchema,
  accessStatusMessageSchema,
]);
export type DataSourceStatusMessage = z.output<typeof dataSourceStatusMessageSchema>;

/**
 * What became of a message.
 * - `applied`: the connection changed
 * - `duplicate`: it had been applied before
 * - `stale`: its run is over, so it changes nothing
 * - `foreign`: the connection belongs to another tenant than the message says
 * - `unknown`: there is no such connection
 */
export const STATUS_MESSAGE_OUTCOMES = [
  'applied',
  'duplicate',
  'stale',
  'foreign',
  'unknown',
] as const;
export type StatusMessageOutcome = (typeof STATUS_MESSAGE_OUTCOMES)[number];

/**
 * Takes one status message as a signed webhook. `foreign` and `unknown` both answer `unknown`,
 * so that nobody learns which ids exist elsewhere.
 */
export const postConnectorStatus = defineRoute({
  id: 'postConnectorStatus',
  method: 'POST',
  path: '/api/connector/status',
  summary: 'Takes a status message from a connector that cannot reach the broker',
  access: 'connector',
  body: dataSourceStatusMessageSchema,
  success: {
    status: 202,
    schema: z.object({
      data: z.object({ outcome: z.enum(['applied', 'duplicate', 'stale', 'unknown']) }),
    }),
  },
  problems: ['invalid_signature', 'payload_too_large'],
});
