import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { PROBLEM_CODES } from './problems.ts';
import { defineRoute } from './route.ts';

/** A connector that previews syncs says so among its abilities. */
export const PREVIEW_ABILITY = 'preview';
export const MOST_PREVIEW_PLACES = 200;
export const MOST_PREVIEW_SAMPLES = 12;

const count = z.int().min(0);
const changeCounts = {
  added: count,
  changed: count,
  removed: count,
  unchanged: count,
};

/** A space, a knowledge base, a library: whatever documents of this type stand in. */
export const previewPlaceSchema = z.object({ name: z.string(), ...changeCounts });
export type PreviewPlace = z.output<typeof previewPlaceSchema>;

export const previewSampleSchema = z.object({
  change: z.enum(['added', 'changed', 'removed']),
  title: z.string(),
  url: z.string().nullable(),
  place: z.string(),
});
export type PreviewSample = z.output<typeof previewSampleSchema>;

/**
 * What a sync would do if it began now; nothing of it is done. `unchanged` counts what was looked
 * at: a sync that asks for changes only does not look at the rest.
 */
export const previewSchema = z.object({
  preview_id: z.uuid(),
  state: z.enum(['running', 'completed', 'failed']),
  ...changeCounts,
  /** Could not be read. */
  failed: count,
  /** Documents there will be to look at, as soon as that is known. */
  total: count.nullable(),
  /** The time was over before the end: the counts are “at least”, and what is gone is not known. */
  is_partial: z.boolean(),
  /** The source asked to wait until then. */
  waiting_until: z.iso.datetime({ offset: true }).nullable().default(null),
  /** More would be removed than a sync removes without asking. */
  is_held: z.boolean(),
  places: z.array(previewPlaceSchema).max(MOST_PREVIEW_PLACES + 1),
  sample: z.array(previewSampleSchema).max(3 * MOST_PREVIEW_SAMPLES),
  error_code: z.enum(PROBLEM_CODES).nullable(),
  error: z.string().nullable(),
});
export type Preview = z.output<typeof previewSchema>;

const settings = z.record(z.string(), z.unknown());

/** Settings that are not saved yet, as `PUT /api/data-sources/:id` takes them. */
export const startPreviewRequestSchema = z.strictObject({ settings: settings.optional() });
export type StartPreviewRequest = z.input<typeof startPreviewRequestSchema>;

export const startPreview = defineRoute({
  id: 'startPreview',
  method: 'POST',
  path: '/api/data-sources/:id/previews',
  summary:
    'Begins to find out what a sync would do, with saved or other settings; nothing is written',
  access: 'admin',
  params: z.object({ id: z.uuid() }),
  body: startPreviewRequestSchema,
  success: { status: 202, schema: z.object({ data: z.object({ preview_id: z.uuid() }) }) },
  problems: [
    'not_found',
    'not_configured',
    'unknown_setting',
    'preview_not_supported',
    'connector_unreachable',
  ],
});

export const getPreview = defineRoute({
  id: 'getPreview',
  method: 'GET',
  path: '/api/data-sources/:id/previews/:preview_id',
  summary: 'What was found out so far; kept for a week',
  access: 'admin',
  params: z.object({ id: z.uuid(), preview_id: z.uuid() }),
  success: { status: 200, schema: z.object({ data: previewSchema }) },
  problems: ['not_found', 'connector_unreachable'],
});

const asked = {
  tenant_id: z.string().min(1).max(200),
  connection_id: z.uuid(),
  preview_id: z.uuid(),
};

/** App → connector: signed `POST /previews/start`. A newer preview of a connection ends the older. */
export const connectorPreviewStartSchema = z.object({
  ...asked,
  connection_type: dataSourceTypeSchema,
  settings,
});
export type ConnectorPreviewStart = z.output<typeof connectorPreviewStartSchema>;

/** App → connector: signed `POST /previews/get`. */
export const connectorPreviewGetSchema = z.object(asked);
export type ConnectorPreviewGet = z.output<typeof connectorPreviewGetSchema>;

/** Null: there is no such preview of this connection. */
export const connectorPreviewAnswerSchema = z.object({ data: previewSchema.nullable() });
