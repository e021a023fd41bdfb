import { z } from 'zod';
import { settingsSchema } from './data-source-connection.ts';
import { eTag, ifMatch, ofConnection, oneConnection } from './one-connection.ts';
import { defineRoute } from './route.ts';
import { wantedScheduleSchema } from './schedule-faults.ts';
import { searchLanguageSchema } from './search-languages.ts';
import { userText } from './text.ts';

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
  /** Null: detected for each document. */
  search_language: searchLanguageSchema.nullable().optional(),
});
export type UpdateDataSourceRequest = z.input<typeof updateDataSourceRequestSchema>;

export const updateDataSource = defineRoute({
  id: 'updateDataSource',
  method: 'PUT',
  path: '/api/data-sources/:id',
  summary:
    'Changes name, description, settings, language, schedule or whether the connection is enabled',
  access: 'admin',
  scope: 'sources:write',
  params: ofConnection,
  headers: ifMatch,
  body: updateDataSourceRequestSchema,
  success: { status: 200, schema: oneConnection, headers: eTag },
  problems: ['not_found', 'version_conflict', 'unknown_setting', 'owner_required'],
});
