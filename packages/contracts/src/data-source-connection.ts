import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { verificationCheckSchema } from './checks.ts';
import { connectionAccessSchema } from './connection-access.ts';
import { HELD_UP_BY } from './held-up-by.ts';
import { sourceOptionsSchema } from './options.ts';
import { PROBLEM_CODES } from './problems.ts';
import { syncScheduleSchema } from './schedule.ts';
import { searchLanguageSchema } from './search-languages.ts';

export const CONNECTION_STATUSES = ['idle', 'verifying', 'syncing'] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

export const LAST_SYNC_STATUSES = ['completed', 'failed', 'cancelled'] as const;
export type LastSyncStatus = (typeof LAST_SYNC_STATUSES)[number];

/** Why scheduled syncs are paused: somebody said so, or too many in a row failed. */
export const PAUSE_REASONS = ['user', 'failures'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** So many failed syncs in a row pause the schedule. */
export const FAILURES_BEFORE_PAUSE = 5;

const timestamp = z.iso.datetime({ offset: true });
const count = z.int().min(0);

/** Settings of any type; which keys and values a type knows is checked against the catalogue. */
export const settingsSchema = z.record(z.string(), z.unknown());

/**
 * New credentials that were tried last and did not come into use. Those held are another thing: they
 * stay in use, and neither `error_code` nor `verification_checks` speaks of the attempt.
 */
export const failedAttemptSchema = z.object({
  at: timestamp,
  error_code: z.enum(PROBLEM_CODES),
  error: z.string(),
  /** Way to prove access, of the catalogue; null where it is not known. */
  method: z.string().nullable(),
  checks: z.array(verificationCheckSchema),
});
export type FailedAttempt = z.output<typeof failedAttemptSchema>;

/**
 * One row of `data_source_connections`. Holds no credential. To plain members it names no places at the
 * source but those that were chosen: no other options, no phase of a run, no details of checks.
 */
export const dataSourceConnectionSchema = z.object({
  id: z.uuid(),
  organization_id: z.string(),
  type: dataSourceTypeSchema,
  name: z.string(),
  description: z.string(),
  settings: settingsSchema,
  status: z.enum(CONNECTION_STATUSES),
  enabled: z.boolean(),

  last_sync_status: z.enum(LAST_SYNC_STATUSES).nullable(),
  last_sync_at: timestamp.nullable(),
  last_sync_error: z.string().nullable(),
  last_verification_at: timestamp.nullable(),
  last_verification_error: z.string().nullable(),
  latest_options: sourceOptionsSchema.nullable(),
  verification_checks: z.array(verificationCheckSchema),
  /** Of the run that ended last, when it failed. */
  error_code: z.enum(PROBLEM_CODES).nullable(),
  credentials_expire_at: timestamp.nullable(),
  /** When access was proven last, with the credentials in use; null: none are held. */
  verified_at: timestamp.nullable().default(null),
  /** Way to prove access, of the catalogue, that they were proven with; null where it is not known. */
  verified_method: z.string().nullable().default(null),
  failed_attempt: failedAttemptSchema.nullable().default(null),
  /** What the run that ended last was. */
  last_run_kind: z.enum(['verification', 'sync']).nullable().default(null),

  /** The active run, or null while idle. */
  run_id: z.string().nullable(),
  run_started_at: timestamp.nullable(),
  /** The run is ended for us at this moment unless a sign of life comes. */
  run_deadline_at: timestamp.nullable(),
  run_last_heard_at: timestamp.nullable(),
  /** How often the connector promised a sign of life, in seconds. */
  run_heartbeat_seconds: z.int().nullable(),
  /** What the connector says it is doing right now, in plain words. */
  run_phase: z.string().nullable(),
  /** The source asked us to wait until then. */
  run_waiting_until: timestamp.nullable(),
  /** The run waits for its turn at the connector; 1: it is the next. Null: it has begun, or nothing is known. */
  run_queue_position: z.int().min(1).nullable().default(null),
  /** Known while the run is silent; its results are then still to come. */
  run_held_up_by: z.enum(HELD_UP_BY).nullable().default(null),

  /** Of the active sync, or of the one that ended last. */
  documents_processed: count,
  documents_total: count.nullable(),
  documents_failed: count,
  documents_added: count.nullable(),
  documents_updated: count.nullable(),
  documents_removed: count.nullable(),
  /** Stored although the source has them no more, because somebody decided so. */
  documents_kept: count,
  /** The sync that ended last would have removed so many of so many documents, and removed none. */
  deletions_held: count.nullable(),
  deletions_held_of: count.nullable(),

  /** What its documents are in, for searches; null: each tells itself. Counts from the next sync on. */
  search_language: searchLanguageSchema.nullable().default(null),

  /** Null: synced only when asked to. */
  sync_schedule: syncScheduleSchema.nullable(),
  /** Null while nothing is planned: no schedule, not enabled, or paused. */
  next_sync_at: timestamp.nullable(),
  /** Syncs that failed in a row; each doubles the distance to the next scheduled one. */
  sync_failures: count,
  /** Since when scheduled syncs are paused, or null. Asked for, a sync starts all the same. */
  paused_at: timestamp.nullable(),
  paused_reason: z.enum(PAUSE_REASONS).nullable(),
  /** Name of who paused it, at that time; null when it was not a person. */
  paused_by: z.string().nullable(),

  /** Who may find its documents, and the reading of permissions beside the syncs. */
  access: connectionAccessSchema,

  version: z.int().min(1),
  created_by: z.string().nullable(),
  updated_by: z.string().nullable(),
  created_at: timestamp,
  updated_at: timestamp,
});
export type DataSourceConnection = z.output<typeof dataSourceConnectionSchema>;
