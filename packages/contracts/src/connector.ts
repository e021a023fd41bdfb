import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { HELD_UP_BY } from './data-sources.ts';
import { defineRoute } from './route.ts';
import { sealingKeySchema } from './sealed-credentials.ts';

/**
 * What a connector says of itself at `GET /connector` of its own address. Connectors that have
 * no such page work too: credentials are then sent in the signed webhook instead of sealed.
 */
export const connectorInfoSchema = z.object({
  name: z.string().max(200),
  sealing_key: sealingKeySchema.nullable(),
  /** The types that it has a driver for. */
  types: z.array(dataSourceTypeSchema),
  /** What it can do beside verifying, syncing and showing documents; others have none. */
  abilities: z.array(z.string().max(100)).max(100).default([]),
  /** Status messages that wait to be taken, and who does not take them; others do not tell. */
  results: z
    .object({
      waiting: z.int().min(0),
      oldest_seconds: z.int().min(0),
      held_up_by: z.enum(HELD_UP_BY).nullable(),
    })
    .optional()
    // What is only told must not hide the rest.
    .catch(undefined),
});
export type ConnectorInfo = z.output<typeof connectorInfoSchema>;

export const getConnector = defineRoute({
  id: 'getConnector',
  method: 'GET',
  path: '/api/connector',
  summary: 'The connector behind this app: its name, its sealing key and the types it can read',
  access: 'member',
  success: { status: 200, schema: z.object({ data: connectorInfoSchema.nullable() }) },
  problems: [],
});
