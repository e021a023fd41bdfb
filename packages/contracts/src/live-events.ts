import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { dataSourceConnectionSchema } from './data-source-connection.ts';
import { defineRoute } from './route.ts';

const timestamp = z.iso.datetime({ offset: true });

/** First event of every stream: all connections of the organization, in place of what the client had. */
export const snapshotEventSchema = z.object({
  timestamp,
  organization_id: z.string(),
  data_sources: z.array(dataSourceConnectionSchema),
});
export type SnapshotEvent = z.output<typeof snapshotEventSchema>;

/** A connection was created or changed: the whole row, to be put in place of an older version. */
export const dataSourceUpdateEventSchema = dataSourceConnectionSchema.extend({
  connection_id: z.uuid(),
  connection_type: dataSourceTypeSchema,
  timestamp,
});
export type DataSourceUpdateEvent = z.output<typeof dataSourceUpdateEventSchema>;

export const dataSourceDeletedEventSchema = z.object({ connection_id: z.uuid(), timestamp });
export type DataSourceDeletedEvent = z.output<typeof dataSourceDeletedEventSchema>;

/** Last event of a stream that ends because the session or the membership ended. */
export const sessionEndedEventSchema = z.object({ timestamp });

/** Event names of the stream `GET /api/events` and the shape of their data. */
export const LIVE_EVENTS = {
  snapshot: snapshotEventSchema,
  data_source_update: dataSourceUpdateEventSchema,
  data_source_deleted: dataSourceDeletedEventSchema,
  session_ended: sessionEndedEventSchema,
} as const;
export type LiveEventName = keyof typeof LIVE_EVENTS;
export type LiveEvent = {
  [N in LiveEventName]: { name: N; data: z.output<(typeof LIVE_EVENTS)[N]> };
}[LiveEventName];

export const streamEvents = defineRoute({
  id: 'streamEvents',
  method: 'GET',
  path: '/api/events',
  summary: 'Server-sent events: a snapshot, then every change of the organization’s connections',
  access: 'member',
  success: { status: 200, schema: z.string().meta({ description: 'text/event-stream' }) },
  problems: ['too_many_streams'],
});
