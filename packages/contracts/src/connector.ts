import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { sealingKeySchema, thumbprintSchema } from './connector-keys.ts';
import { HELD_UP_BY } from './held-up-by.ts';
import { defineRoute } from './route.ts';

/**
 * What a connector says of itself at `GET /connector` of its own address. Connectors that have
 * no such page work too, where the operator allows that credentials are sent to them unsealed.
 */
export const connectorInfoSchema = z.object({
  name: z.string().max(200),
  /** Its keys, signed by its root key: a compact JWS (`connector-keys.ts`). Absent: it has none. */
  key_document: z.string().max(10_000).nullish(),
  /** For older apps; nobody who reads this file may seal for it, since nothing proves it. */
  sealing_key: sealingKeySchema.nullish(),
  /** The types that it has a driver for. */
  types: z.array(dataSourceTypeSchema),
  /** What it can do beside verifying, syncing and showing documents; others have none. */
  abilities: z.array(z.string().max(100)).max(100).default([]),
  /** What it knows of people and permissions lets nobody in any more once it is so old. */
  access_stale_limit_hours: z.number().min(0).optional(),
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

/** How credentials get to the connector. */
export const sealingSchema = z.object({
  /** False only where the operator allows it and the connector never showed a key. */
  required: z.boolean(),
  /** Whether the connector answered just now, be it that it says nothing of itself. */
  reachable: z.boolean(),
  /** Thumbprints of the root keys that are trusted; empty: none is known yet. */
  roots: z.array(thumbprintSchema),
  /** Whether the operator named them (CONNECTOR_ROOT_KEY), or the first one seen is remembered. */
  pinned: z.boolean(),
  /** The app's clock. */
  time: z.iso.datetime(),
});
export type Sealing = z.output<typeof sealingSchema>;

export const getConnector = defineRoute({
  id: 'getConnector',
  method: 'GET',
  path: '/api/connector',
  summary: 'The connector behind this app: its name, its signed keys and the types it can read',
  access: 'member',
  success: {
    status: 200,
    schema: z.object({ data: connectorInfoSchema.nullable(), sealing: sealingSchema }),
  },
  problems: [],
});
