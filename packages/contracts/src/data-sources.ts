import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { verificationCheckSchema } from './checks.ts';
import {
  accessCheckStartedSchema,
  connectionAccessSchema,
  updateAccessRequestSchema,
} from './connection-access.ts';
import { sourceOptionsSchema } from './options.ts';
import { PROBLEM_CODES } from './problems.ts';
import { defineRoute } from './route.ts';
import { syncScheduleSchema, wantedScheduleSchema } from './schedule.ts';
import { syncDataSourceRequestSchema } from './sync-request.ts';
import { userText } from './text.ts';

export const CONNECTION_STATUSES = ['idle', 'verifying', 'syncing'] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

export const LAST_SYNC_STATUSES = ['completed', 'failed', 'cancelled'] as const;
export type LastSyncStatus = (typeof LAST_SYNC_STATUSES)[number];

/** Why scheduled syncs are paused: somebody said so, or too many in a row failed. */
export const PAUSE_REASONS = ['user', 'failures'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** So many failed syncs in a row pause the schedule. */
export const FAILURES_BEFORE_PAUSE = 5;

/**
 * Where the results of a silent run may be waiting.
 * - `broker`: the connector cannot hand them to the broker · `app`: nor to the app, by HTTP
 * - `queue`: the app cannot take them from the broker right now
 * - `connector`: the connector itself does not answer
 */
export const HELD_UP_BY = ['broker', 'app', 'queue', 'connector'] as const;
export type HeldUpBy = (typeof HELD_UP_BY)[number];

const timestamp = z.iso.datetime({ offset: true });
const count = z.int().min(0);

/** Settings of any type; which keys and values a type knows is checked against the catalogue. */
const settingsSchema = z.record(z.string(), z.unknown());

/** One row of `data_source_connections`, as everybody sees it. Holds no credential. */
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
  /** Known while the run is silent; its results are then still to come. */
  run_held_up_by: z.enum(HELD_UP_BY).nullable(),

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

/** `POST /api/data-sources`. Settings are checked against the catalogue entry of `type`. */
export const createDataSourceRequestSchema = z.strictObject({
  type: z.string().max(100),
  name: userText({ min: 1, max: 200 }).optional(),
  description: userText({ max: 1000 }).optional(),
  settings: settingsSchema.optional(),
});
export type CreateDataSourceRequest = z.input<typeof createDataSourceRequestSchema>;

/**
 * `PUT /api/data-sources/:id`. What is left out stays as it is. `settings` replaces the settings
 * that it names and keeps the others; a setting of `null` is removed.
 */
export const updateDataSourceRequestSchema = z.strictObject({
  name: userText({ min: 1, max: 200 }).optional(),
  description: userText({ max: 1000 }).optional(),
  settings: settingsSchema.optional(),
  enabled: z.boolean().optional(),
  /** Null: only when asked to. */
  sync_schedule: wantedScheduleSchema.nullable().optional(),
});
export type UpdateDataSourceRequest = z.input<typeof updateDataSourceRequestSchema>;

/**
 * `POST /api/data-sources/:id/verify`. At most one of `sealed_credentials` and `credentials` (which
 * are taken only where the operator allows it); with neither, the connector re-checks those that it
 * holds. `run_id` may be chosen by the caller, once; sealed credentials are bound to it.
 */
export const verifyDataSourceRequestSchema = z
  .strictObject({
    settings: settingsSchema.optional(),
    credentials: z.record(z.string().max(100), z.unknown()).optional(),
    sealed_credentials: z
      .string()
      .max(100_000)
      .regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/, 'must be a compact JWE')
      .optional(),
    run_id: z
      .uuid()
      .refine((id) => id === id.toLowerCase(), 'must be in lower case')
      .optional(),
  })
  .refine(
    (body) => body.credentials === undefined || body.sealed_credentials === undefined,
    'has both credentials and sealed_credentials',
  )
  .refine((body) => body.sealed_credentials === undefined || body.run_id !== undefined, {
    path: ['run_id'],
    error: 'is required: the one that the credentials were sealed for',
  });
export type VerifyDataSourceRequest = z.input<typeof verifyDataSourceRequestSchema>;

const one = z.object({ data: dataSourceConnectionSchema });
/** An id that is not a UUID is answered like any other unknown id. */
const params = z.object({ id: z.uuid() });
/** The version that the caller has seen, as a number or a quoted entity tag. */
const headers = z.object({
  'if-match': z
    .string()
    .regex(/^(W\/)?"?\d{1,9}"?$/, 'must be a version')
    .transform((tag) => Number(tag.replaceAll(/[^0-9]/g, '')))
    .optional(),
});

export const seedResultSchema = z.object({
  success: z.literal(true),
  created: count,
  existing: count,
  message: z.string(),
});
export type SeedResult = z.output<typeof seedResultSchema>;

export const verifyStartedSchema = z.object({
  status: z.literal('verifying'),
  message: z.literal('Verification in progress'),
  run_id: z.string(),
});
export const syncStartedSchema = z.object({
  status: z.literal('syncing'),
  message: z.literal('Sync started'),
  run_id: z.string(),
});
export const cancelledSchema = z.object({
  status: z.literal('idle'),
  message: z.literal('Cancelled'),
  run_id: z.string(),
});

export const listDataSources = defineRoute({
  id: 'listDataSources',
  method: 'GET',
  path: '/api/data-sources',
  summary: "Lists the organization's connections",
  access: 'member',
  success: { status: 200, schema: z.object({ data: z.array(dataSourceConnectionSchema) }) },
  problems: [],
});

export const seedDataSources = defineRoute({
  id: 'seedDataSources',
  method: 'POST',
  path: '/api/data-sources/seed',
  summary: 'Creates the missing ones of the default connections; may be called any number of times',
  access: 'admin',
  success: { status: 200, schema: seedResultSchema },
  problems: [],
});

export const getDataSource = defineRoute({
  id: 'getDataSource',
  method: 'GET',
  path: '/api/data-sources/:id',
  summary: 'Reads one connection',
  access: 'member',
  params,
  success: { status: 200, schema: one },
  problems: ['not_found'],
});

export const createDataSource = defineRoute({
  id: 'createDataSource',
  method: 'POST',
  path: '/api/data-sources',
  summary: 'Creates a connection; at most one of each type',
  access: 'admin',
  body: createDataSourceRequestSchema,
  success: { status: 201, schema: one },
  problems: ['connection_exists', 'unknown_source_type', 'unknown_setting'],
});

export const updateDataSource = defineRoute({
  id: 'updateDataSource',
  method: 'PUT',
  path: '/api/data-sources/:id',
  summary: 'Changes name, description, settings, schedule or whether the connection is enabled',
  access: 'admin',
  params,
  headers,
  body: updateDataSourceRequestSchema,
  success: { status: 200, schema: one },
  problems: ['not_found', 'version_conflict', 'unknown_setting'],
});

export const deleteDataSource = defineRoute({
  id: 'deleteDataSource',
  method: 'DELETE',
  path: '/api/data-sources/:id',
  summary: 'Removes a connection, its credentials and its documents',
  access: 'admin',
  params,
  headers,
  success: {
    status: 200,
    schema: z.object({ data: z.object({ id: z.uuid(), deleted: z.literal(true) }) }),
  },
  problems: ['not_found', 'version_conflict'],
});

export const verifyDataSource = defineRoute({
  id: 'verifyDataSource',
  method: 'POST',
  path: '/api/data-sources/:id/verify',
  summary: 'Starts a verification; the result arrives as a live event',
  access: 'admin',
  params,
  body: verifyDataSourceRequestSchema,
  success: { status: 202, schema: verifyStartedSchema },
  problems: [
    'not_found',
    'run_in_progress',
    'credentials_required',
    'unknown_setting',
    'sealing_required',
    'sealed_credentials_outdated',
    'connector_key_unavailable',
  ],
});

export const syncDataSource = defineRoute({
  id: 'syncDataSource',
  method: 'POST',
  path: '/api/data-sources/:id/sync',
  summary: 'Starts a sync; progress and result arrive as live events',
  access: 'admin',
  params,
  body: syncDataSourceRequestSchema,
  success: { status: 202, schema: syncStartedSchema },
  problems: ['not_found', 'run_in_progress', 'not_configured', 'decision_outdated'],
});

export const cancelDataSourceRun = defineRoute({
  id: 'cancelDataSourceRun',
  method: 'POST',
  path: '/api/data-sources/:id/cancel',
  summary: 'Ends the active run now and tells the connector',
  access: 'admin',
  params,
  success: { status: 202, schema: cancelledSchema },
  problems: ['not_found', 'no_run_in_progress'],
});

export const pauseDataSource = defineRoute({
  id: 'pauseDataSource',
  method: 'POST',
  path: '/api/data-sources/:id/pause',
  summary: 'Pauses the schedule; what runs goes on, and a sync can still be asked for',
  access: 'admin',
  params,
  success: { status: 200, schema: one },
  problems: ['not_found', 'not_scheduled'],
});

export const resumeDataSource = defineRoute({
  id: 'resumeDataSource',
  method: 'POST',
  path: '/api/data-sources/:id/resume',
  summary: 'Lets scheduled syncs start again',
  access: 'admin',
  params,
  success: { status: 200, schema: one },
  problems: ['not_found'],
});

export const updateAccess = defineRoute({
  id: 'updateAccess',
  method: 'PUT',
  path: '/api/data-sources/:id/access',
  summary: 'Chooses who may find the documents (owners), and how often permissions are read',
  access: 'admin',
  params,
  body: updateAccessRequestSchema,
  success: { status: 200, schema: one },
  problems: ['not_found', 'owner_required'],
});

export const checkAccess = defineRoute({
  id: 'checkAccess',
  method: 'POST',
  path: '/api/data-sources/:id/check-access',
  summary: 'Reads who may read what; progress and result arrive as live events',
  access: 'admin',
  params,
  success: { status: 202, schema: accessCheckStartedSchema },
  problems: [
    'not_found',
    'run_in_progress',
    'not_configured',
    'access_not_supported',
    'connector_unreachable',
  ],
});

export const cancelAccessCheck = defineRoute({
  id: 'cancelAccessCheck',
  method: 'POST',
  path: '/api/data-sources/:id/cancel-access-check',
  summary: 'Ends the reading of permissions now and tells the connector; what was read counts',
  access: 'admin',
  params,
  success: { status: 202, schema: cancelledSchema },
  problems: ['not_found', 'no_run_in_progress'],
});

export const listDataSourceTypes = defineRoute({
  id: 'listDataSourceTypes',
  method: 'GET',
  path: '/api/data-source-types',
  summary: 'The catalogue of source types, with their fields as JSON Schema',
  access: 'member',
  success: {
    status: 200,
    schema: z.object({
      data: z.array(
        z.object({
          type: dataSourceTypeSchema,
          name: z.string(),
          description: z.string(),
          needs: z.string(),
          settings_schema: z.record(z.string(), z.unknown()),
          settings_fields: z.record(z.string(), z.unknown()),
          credential_methods: z.array(
            z.object({
              id: z.string(),
              label: z.string(),
              help: z.string(),
              requires: z.array(z.string()),
              schema: z.record(z.string(), z.unknown()),
              fields: z.record(z.string(), z.unknown()),
            }),
          ),
          options: z.record(z.string(), z.unknown()),
          checks: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  },
  problems: [],
});
