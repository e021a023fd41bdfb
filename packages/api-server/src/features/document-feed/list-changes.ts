import type { DocumentChangesPage } from '@rita/contracts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { Asking } from '../documents/document-reader.ts';
import { readingOf, requireShowable } from '../documents/reading.ts';
import type { FeedDeps } from './feed-deps.ts';
import { isOfAny, listOwnConnections } from './own-documents.ts';
import { requireFeed } from './require-feed.ts';

/**
 * What changed of the documents that somebody may read.
 *
 * @throws ProblemError `feed_cursor_invalid`, `feed_cursor_expired`, `feed_not_supported`,
 *   `access_not_supported`, `documents_unavailable`, `too_many_requests`, `search_took_too_long`
 */
export async function listChanges(
  { db, connector, limits, cursors }: FeedDeps,
  { principal, signal }: Asking,
  { cursor: sealed, limit }: { cursor?: string | undefined; limit: number },
): Promise<DocumentChangesPage> {
  const cursor = sealed === undefined ? undefined : cursors.open(principal, sealed);
  if (sealed !== undefined && cursor === undefined) throw new ProblemError('feed_cursor_invalid');
  const asked = await readingOf({ db, connector }, principal);
  requireShowable(asked, undefined);
  await requireFeed(connector);
  const tenant_id = principal.organizationId;
  const request = {
    ...asked.reading,
    tenant_id,
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const page = await limits.take(principal, () => connector.listDocumentChanges(request, signal));
  if (page === undefined) throw new ProblemError('documents_unavailable');
  const isOwn = isOfAny(await listOwnConnections(db, tenant_id));
  const data = page.data.filter((one) => one.type === 'removed' || isOwn(one.document));
  return { ...page, data, next_cursor: cursors.seal(principal, page.next_cursor) };
}
