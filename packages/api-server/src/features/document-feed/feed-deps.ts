import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import type { ReadingLimits } from '../documents/reading-limits.ts';
import type { CopyCursors } from './copy-cursor.ts';
import type { ExportLimits } from './export-limits.ts';

export type FeedDeps = {
  db: Kysely<Tables>;
  connector: ConnectorClient;
  limits: ReadingLimits & ExportLimits;
  cursors: CopyCursors;
};
