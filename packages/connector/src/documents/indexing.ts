import type { Log } from '@rita/platform/log';
import type { ConversionPool } from '../convert/pool.ts';
import type { Database } from '../platform/db/tables.ts';

/** What going through stored documents in the background needs. */
export type Indexing = { database: Database; conversions: ConversionPool; log: Log };
