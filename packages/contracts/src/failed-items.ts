import { z } from 'zod';
import { PROBLEM_CODES } from './problems.ts';
import { defineRoute } from './route.ts';

/** An item that the source has and that could not be read. */
export const failedItemSchema = z.object({
  /** Its id at the source. */
  external_id: z.string(),
  title: z.string().nullable(),
  /** Where the original is. */
  url: z.string().nullable(),
  /** A newer connector may know codes that are not in the table. */
  code: z.enum(PROBLEM_CODES).catch('upstream_error'),
  /** What stood in the way, in words; masked. */
  reason: z.string(),
});
export type FailedItem = z.output<typeof failedItemSchema>;

export const failedItemPageSchema = z.object({
  data: z.array(failedItemSchema),
  next_cursor: z.string().nullable(),
  total: z.int().min(0),
});
export type FailedItemPage = z.output<typeof failedItemPageSchema>;

const cursor = z.string().max(8000).optional();

export const listFailedItems = defineRoute({
  id: 'listFailedItems',
  method: 'GET',
  path: '/api/data-sources/:id/failed-items',
  summary: 'Lists what the syncs of a connection could not read, with the reasons',
  access: 'admin',
  scope: 'sources:read',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ cursor, limit: z.coerce.number().int().min(1).max(100).default(25) }),
  success: { status: 200, schema: failedItemPageSchema },
  problems: ['not_found', 'documents_unavailable'],
});

/** App → connector: signed `POST /failed-items/list`. */
export const failedItemsRequestSchema = z.object({
  tenant_id: z.string().min(1).max(200),
  connection_id: z.uuid(),
  cursor,
  limit: z.int().min(1).max(100).default(25),
});
export type FailedItemsRequest = z.output<typeof failedItemsRequestSchema>;
