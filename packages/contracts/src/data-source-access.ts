import { z } from 'zod';
import { accessCheckStartedSchema, updateAccessRequestSchema } from './connection-access.ts';
import { dataSourceConnectionSchema } from './data-source-connection.ts';
import { cancelledSchema } from './data-sources.ts';
import { defineRoute } from './route.ts';

const params = z.object({ id: z.uuid() });

export const updateAccess = defineRoute({
  id: 'updateAccess',
  method: 'PUT',
  path: '/api/data-sources/:id/access',
  summary: 'Chooses who may find the documents (owners), and how often permissions are read',
  access: 'admin',
  params,
  body: updateAccessRequestSchema,
  success: { status: 200, schema: z.object({ data: dataSourceConnectionSchema }) },
  problems: ['not_found', 'owner_required'],
});

export const checkAccess = defineRoute({
  id: 'checkAccess',
  method: 'POST',
  path: '/api/data-sources/:id/check-access',
  summary: 'Reads who may read what; progress and result arrive as live events',
  access: 'admin',
  scope: 'sources:write',
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
  scope: 'sources:write',
  params,
  success: { status: 202, schema: cancelledSchema },
  problems: ['not_found', 'no_run_in_progress'],
});
