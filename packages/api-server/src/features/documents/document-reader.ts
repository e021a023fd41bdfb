import {
  type AccessExplanation,
  type Document,
  type DocumentPage,
  type DocumentSearchRequest,
  type FailedItemPage,
  type FailedItemsRequest,
  hasTooManyWords,
  NARROWED_SEARCH_ABILITY,
} from '@rita/contracts';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { findConnection } from '../data-sources/data-sources.store.ts';
import { explainAccess } from './explain-access.ts';
import { ownConnections } from './own-connections.ts';
import { isOpen, readingOf, requireShowable } from './reading.ts';
import type { ReadingLimits } from './reading-limits.ts';

/** Who asks; `signal` is aborted when nobody waits for the answer any more. */
export type Asking = { principal: Principal; signal: AbortSignal };

type Search = Pick<
  DocumentSearchRequest,
  'query' | 'cursor' | 'connection_id' | 'limit' | 'path' | 'author' | 'updated_after'
>;
type FailedItems = Omit<FailedItemsRequest, 'tenant_id'>;

/**
 * The one way from this app to documents, whoever asks: a browser, a program with a key, an
 * assistant. Each finds what its reader may read, within the limits of that reader.
 */
export type DocumentReader = {
  /**
   * @throws ProblemError `too_many_words`, `not_found` for a connection of others,
   *   `access_not_supported`, `documents_unavailable`, `too_many_requests`, `search_took_too_long`
   */
  search: (asking: Asking, search: Search) => Promise<DocumentPage>;
  /** Whether a search is narrowed down by `path`, `author` and `updated_after`, which others leave out. */
  narrows: () => Promise<boolean>;
  /** @throws ProblemError `not_found` for unknown, foreign and hidden documents alike, and as above */
  get: (asking: Asking, documentId: string) => Promise<Document>;
  listFailedItems: (asking: Asking, asked: FailedItems) => Promise<FailedItemPage>;
  /** Who may read a document, and why; see `explainAccess`. */
  explain: (
    asking: Asking,
    asked: { documentId: string; personId: string | undefined },
  ) => Promise<AccessExplanation>;
};

type ReaderDeps = { db: Kysely<Tables>; connector: ConnectorClient; limits: ReadingLimits };

export function createDocumentReader({ db, connector, limits }: ReaderDeps): DocumentReader {
  async function requireConnection({ organizationId }: Principal, id: string): Promise<void> {
    const row = await findConnection(db, organizationId, id);
    if (row === undefined) throw new ProblemError('not_found');
  }

  /** A page without what is of no connection of the organization; what is left out of it is not counted. */
  async function withOwn({ organizationId }: Principal, page: DocumentPage): Promise<DocumentPage> {
    const ids = page.data.map(({ connection_id: id }) => id);
    const own = await ownConnections(db, organizationId, ids);
    const data = page.data.filter(({ connection_id: id }) => own.has(id));
    const others = page.data.length - data.length;
    return others === 0
      ? page
      : { ...page, data, total: Math.max(data.length, page.total - others) };
  }

  return {
    async search({ principal, signal }, search) {
      if (hasTooManyWords(search.query ?? '')) throw new ProblemError('too_many_words');
      if (search.connection_id !== undefined) {
        await requireConnection(principal, search.connection_id);
      }
      const asked = await readingOf({ db, connector }, principal);
      requireShowable(asked, search.connection_id);
      const request = { ...search, ...asked.reading, tenant_id: principal.organizationId };
      const found = await limits.take(principal, () => connector.searchDocuments(request, signal));
      return withOwn(principal, requireAnswer(found));
    },
    async narrows() {
      const { info } = await connector.introduce();
      return info?.abilities.includes(NARROWED_SEARCH_ABILITY) ?? false;
    },
    async get({ principal, signal }, documentId) {
      const { organizationId } = principal;
      const asked = await readingOf({ db, connector }, principal);
      const request = { ...asked.reading, tenant_id: organizationId, document_id: documentId };
      const found = await limits.take(principal, () => connector.getDocument(request, signal));
      const document = requireAnswer(found);
      if (document === null) throw new ProblemError('not_found');
      if (!asked.isTrimmed && !isOpen(asked, document.connection_id)) {
        throw new ProblemError('not_found');
      }
      const own = await ownConnections(db, organizationId, [document.connection_id]);
      if (!own.has(document.connection_id)) throw new ProblemError('not_found');
      return document;
    },
    async listFailedItems({ principal, signal }, asked) {
      // They name documents whatever their readers are, and no person stands behind such a key.
      if (principal.program?.kind === 'organization_key') throw new ProblemError('forbidden');
      await requireConnection(principal, asked.connection_id);
      const request = { ...asked, tenant_id: principal.organizationId };
      const page = await limits.take(principal, () => connector.listFailedItems(request, signal));
      return requireAnswer(page);
    },
    explain: ({ principal, signal }, asked) =>
      limits.take(principal, () =>
        explainAccess({ db, connector }, principal, { ...asked, signal }),
      ),
  };
}

function requireAnswer<T>(answer: T | undefined): T {
  if (answer === undefined) throw new ProblemError('documents_unavailable');
  return answer;
}
