import { z } from 'zod';
import { dataSourceConnectionSchema, settingsSchema } from './data-source-connection.ts';
import { eTag, ifMatch, ofConnection, oneConnection } from './one-connection.ts';
import { defineRoute } from './route.ts';
import { syncDataSourceRequestSchema } from './sync-request.ts';
import { userText } from './text.ts';

const count = z.int().min(0);

/** `POST /api/data-sources`. Settings are checked against the catalogue entry of `type`. */
export const createDataSourceRequestSchema = z.strictObject({
  type: z.string().max(100),
  name: userText({ min: 1, max: 200 }).optional(),
  description: userText({ max: 1000 }).optional(),
  settings: settingsSchema.optional(),
});
export type CreateDataSourceRequest = z.input<typeof createDataSourceRequestSchema>;

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
    /** Id of the way to prove access that the credentials are for; of sealed ones only the caller knows. */
    method: z.string().max(100).optional(),
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
  scope: 'sources:read',
  success: { status: 200, schema: z.object({ data: z.array(dataSourceConnectionSchema) }) },
  problems: [],
});

export const seedDataSources = defineRoute({
  id: 'seedDataSources',
  method: 'POST',
  path: '/api/data-sources/seed',
  summary: 'Creates the missing ones of the default connections; may be called any number of times',
  access: 'admin',
  scope: 'sources:write',
  success: { status: 200, schema: seedResultSchema },
  problems: [],
});

export const getDataSource = defineRoute({
  id: 'getDataSource',
  method: 'GET',
  path: '/api/data-sources/:id',
  summary: 'Reads one connection',
  access: 'member',
  scope: 'sources:read',
  params: ofConnection,
  success: { status: 200, schema: oneConnection, headers: eTag },
  problems: ['not_found'],
});

export const createDataSource = defineRoute({
  id: 'createDataSource',
  method: 'POST',
  path: '/api/data-sources',
  summary: 'Creates a connection; at most one of each type',
  access: 'admin',
  scope: 'sources:write',
  body: createDataSourceRequestSchema,
  success: { status: 201, schema: oneConnection },
  problems: ['connection_exists', 'unknown_source_type', 'unknown_setting', 'owner_required'],
});

export const deleteDataSource = defineRoute({
  id: 'deleteDataSource',
  method: 'DELETE',
  path: '/api/data-sources/:id',
  summary: 'Removes a connection, its credentials and its documents',
  access: 'admin',
  scope: 'sources:write',
  params: ofConnection,
  headers: ifMatch,
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
  params: ofConnection,
  headers: ifMatch,
  body: verifyDataSourceRequestSchema,
  success: { status: 202, schema: verifyStartedSchema },
  problems: [
    'owner_required',
    'not_found',
    'version_conflict',
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
  scope: 'sources:write',
  params: ofConnection,
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
  scope: 'sources:write',
  params: ofConnection,
  success: { status: 202, schema: cancelledSchema },
  problems: ['not_found', 'no_run_in_progress'],
});

export const pauseDataSource = defineRoute({
  id: 'pauseDataSource',
  method: 'POST',
  path: '/api/data-sources/:id/pause',
  summary: 'Pauses the schedule; what runs goes on, and a sync can still be asked for',
  access: 'admin',
  scope: 'sources:write',
  params: ofConnection,
  success: { status: 200, schema: oneConnection },
  problems: ['not_found', 'not_scheduled'],
});

export const resumeDataSource = defineRoute({
  id: 'resumeDataSource',
  method: 'POST',
  path: '/api/data-sources/:id/resume',
  summary: 'Lets scheduled syncs start again',
  access: 'admin',
  scope: 'sources:write',
  params: ofConnection,
  success: { status: 200, schema: oneConnection },
  problems: ['not_found'],
});
