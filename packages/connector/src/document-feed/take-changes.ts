import type { CopiedDocument, DocumentChange } from '@rita/contracts';
import type { Db } from '../platform/db/tables.ts';
import type { Feed, FeedStep } from './feed.ts';
import type { FeedCursor } from './feed-cursor.ts';
import { findCopiedDocuments } from './find-copied-documents.ts';
import { type FoldedChange, type FoldedChanges, foldChanges } from './fold-changes.ts';
import { listPlacedChanges, type PlacedChange } from './list-placed-changes.ts';

const AT_ONCE = 5_000;
/** Hidden changes may be many; then a page may have none, and leads on. */
const LONGEST_MS = 1_500;

type Looked = FoldedChanges & {
  /** Those that the reader sees something of. */
  seen: PlacedChange[];
};

/** A page of what changed since a place, one change for each document. */
export async function takeChanges(
  db: Db,
  feed: Feed,
  { cursor, last }: { cursor: FeedCursor; last: number },
): Promise<FeedStep> {
  const { tenantId, readable, limit } = feed;
  const looked = await look(db, feed, { from: cursor.position, last });
  const ids = [...looked.folded.values()].filter(({ is }) => is).map(({ id }) => id);
  const documents = await findCopiedDocuments(db, tenantId, { ids, readable });
  const full = [...looked.folded.values()].find(({ id }) => documents.get(id) === null);
  const page = full === undefined ? looked : cutBefore(looked, full.from, limit);
  return {
    changes: [...page.folded.values()].flatMap((one) => changeOf(one, documents.get(one.id))),
    cursor: { ...cursor, position: page.upTo },
    hasMore: page.isFull || page.upTo < last,
  };
}

const NONE: FoldedChanges = { folded: new Map(), upTo: 0, isFull: false };

async function look(
  db: Db,
  { tenantId, reading, limit }: Feed,
  { from, last }: { from: number; last: number },
): Promise<Looked> {
  const endAt = performance.now() + LONGEST_MS;
  let found: FoldedChanges = { ...NONE, upTo: from };
  const seen: PlacedChange[] = [];
  while (!found.isFull && found.upTo < last && performance.now() < endAt) {
    const asked = { tenantId, reading, after: found.upTo, limit: AT_ONCE };
    const changes = await listPlacedChanges(db, asked);
    seen.push(...changes.filter(({ was, is }) => was || is));
    found = changes.length === 0 ? { ...found, upTo: last } : foldChanges(found, changes, limit);
  }
  return { ...found, seen };
}

/** The same, as if it ended before a place: what follows is of the next page. */
function cutBefore({ seen }: Looked, place: number, limit: number): FoldedChanges {
  const earlier = seen.filter(({ position }) => position < place);
  return { ...foldChanges(NONE, earlier, limit), upTo: place - 1, isFull: true };
}

/**
 * A document whose state at the end of the page is not what it is now has a later change, which says
 * the rest; what the reader may not read by now goes at once.
 */
function changeOf(
  { id, was, is, isContent }: FoldedChange,
  document: CopiedDocument | null | undefined,
): DocumentChange[] {
  if (is && document) return [{ type: typeOf(was, isContent), document }];
  return was ? [{ type: 'removed', id }] : [];
}

function typeOf(was: boolean, isContent: boolean) {
  if (!was) return 'added';
  return isContent ? 'updated' : 'access_changed';
}
