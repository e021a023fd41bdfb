import type { DocumentChange } from '@rita/contracts';
import type { Db } from '../platform/db/tables.ts';
import { ProblemError } from '../platform/http/signed-request.ts';
import type { Feed, FeedStep } from './feed.ts';
import { type FeedCursor, withPart } from './feed-cursor.ts';
import { findReading } from './feed-reading.ts';
import { findCopiedDocuments } from './find-copied-documents.ts';
import { type AccessDifference, listAccessDifferences } from './list-access-differences.ts';

/**
 * A page of what came and went since a part of a copy was given its rights; that part has the rights
 * of now then, as far as the page reached.
 */
export async function takeAccessDifferences(
  db: Db,
  feed: Feed,
  cursor: FeedCursor,
): Promise<FeedStep> {
  const { tenantId, readable, reading, limit } = feed;
  const at = cursor.parts.findIndex(({ digest }) => digest !== reading.digest);
  const part = cursor.parts[at];
  const before = part && (await findReading(db, tenantId, part.digest));
  if (part === undefined || before === undefined) throw new ProblemError('feed_cursor_expired');
  const { upTo } = part;
  const differences = await listAccessDifferences(db, {
    ...{ tenantId, before, now: reading, upTo, limit },
    position: cursor.position,
    after: cursor.parts[at - 1]?.upTo ?? null,
  });
  const ids = differences.filter(({ was }) => !was).map(({ id }) => id);
  const documents = await findCopiedDocuments(db, tenantId, { ids, readable });
  const fitting = untilFull(differences, documents);
  const isWhole = fitting.length === differences.length && differences.length < limit;
  const reached = isWhole ? upTo : (fitting.at(-1)?.id ?? upTo);
  return {
    changes: fitting.flatMap((one) => changeOf(one, documents)),
    cursor: withPart(cursor, { upTo: reached, digest: reading.digest }),
    hasMore: true,
  };
}

type Documents = Awaited<ReturnType<typeof findCopiedDocuments>>;

function untilFull(differences: AccessDifference[], documents: Documents): AccessDifference[] {
  const full = differences.findIndex(({ id }) => documents.get(id) === null);
  return full < 0 ? differences : differences.slice(0, full);
}

/** What changed or went since then comes with its own change. */
function changeOf({ id, was }: AccessDifference, documents: Documents): DocumentChange[] {
  if (was) return [{ type: 'removed', id }];
  const document = documents.get(id);
  return document ? [{ type: 'added', document }] : [];
}
