import type { DocumentChange } from '@rita/contracts';
import type { Readable } from '../access/readable-documents.ts';
import type { FeedCursor } from './feed-cursor.ts';
import type { FeedReading } from './feed-reading.ts';

/** Whose copy is brought up to date, with what they may read now. */
export type Feed = { tenantId: string; readable: Readable; reading: FeedReading; limit: number };

/** What a copy has to do, and where it stands then. */
export type FeedStep = { changes: DocumentChange[]; cursor: FeedCursor; hasMore: boolean };
