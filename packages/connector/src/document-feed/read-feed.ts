import type { DocumentChangesPage, DocumentChangesRequest } from '@rita/contracts';
import type { Db } from '../platform/db/tables.ts';
import { ProblemError } from '../platform/http/signed-request.ts';
import type { Feed, FeedStep } from './feed.ts';
import { type FeedCursor, MOST_PARTS, readFeedCursor, writeFeedCursor } from './feed-cursor.ts';
import { NOTHING_READ } from './feed-reading.ts';
import { findFeed } from './list-placed-changes.ts';
import { takeAccessDifferences } from './take-access-differences.ts';
import { takeChanges } from './take-changes.ts';

/**
 * What a copy of what somebody may read has to store and to remove: first what came and went with
 * their rights, then changes of documents, the oldest first. See decision 026 for why a copy that did
 * all of it has what they may read, nothing less and nothing more.
 *
 * @throws ProblemError `feed_cursor_invalid`, `feed_cursor_expired`
 */
export async function readFeed(
  db: Db,
  { tenant_id: tenantId, cursor: text, limit }: DocumentChangesRequest,
  { readable, reading }: Pick<Feed, 'readable' | 'reading'>,
): Promise<DocumentChangesPage> {
  const feed = { tenantId, readable, reading, limit };
  // All of it in one moment, or what is forgotten meanwhile would be missing.
  const { changes, cursor, hasMore } = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const { position, forgotten } = await findFeed(trx, tenantId);
      const start = text === undefined ? beginAt(position) : requireCursor(text);
      const isKnown = start.position >= forgotten && start.position <= position;
      if (!isKnown) throw new ProblemError('feed_cursor_expired');
      return takeSteps(trx, feed, { start, last: position });
    });
  if (cursor.parts.length > MOST_PARTS) throw new ProblemError('feed_cursor_expired');
  return { data: changes, next_cursor: writeFeedCursor(cursor), has_more: hasMore };
}

/** A copy that has nothing yet: all that its reader may read came with their rights. */
function beginAt(position: number): FeedCursor {
  return { position, parts: [{ upTo: null, digest: NOTHING_READ.digest }] };
}

function requireCursor(text: string): FeedCursor {
  const cursor = readFeedCursor(text);
  if (cursor === undefined) throw new ProblemError('feed_cursor_invalid');
  return cursor;
}

/** Until there is something to say, or nothing more. */
async function takeSteps(
  db: Db,
  feed: Feed,
  { start, last }: { start: FeedCursor; last: number },
): Promise<FeedStep> {
  let cursor = start;
  while (cursor.parts.some(({ digest }) => digest !== feed.reading.digest)) {
    const step = await takeAccessDifferences(db, feed, cursor);
    if (step.changes.length > 0) return step;
    cursor = step.cursor;
  }
  return takeChanges(db, feed, { cursor, last });
}
