import {
  type DocumentSearchRequest,
  getDocument,
  getDocumentAccess,
  hasTooManyWords,
  listFailedItems,
  searchDocuments,
} from '@rita/contracts';
import { whileAwaited } from '@rita/platform/while-awaited';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { findConnection, listConnections } from '../data-sources/data-sources.store.ts';
import { explainAccess } from './explain-access.ts';
import { isOpen, readingOf, requireShowable } from './reading.ts';
import { createReadingLimits, type ReadingRates } from './reading-limits.ts';

type DocumentDeps = { db: Kysely<Tables>; connector: ConnectorClient; readingRates: ReadingRates };

/** Documents stay with the connector; here is only asked for those of the caller's organization. */
export function registerDocuments(
  app: FastifyInstance,
  { db, connector, readingRates }: DocumentDeps,
): void {
  const limits = createReadingLimits(db, readingRates);

  mount(
    app,
    searchDocuments,
  )(async ({ principal, query, reply }) => {
    const { organizationId } = principal;
    if (hasTooManyWords(query.query ?? '')) throw new ProblemError('too_many_words');
    if (query.connection_id !== undefined) {
      const row = await findConnection(db, organizationId, query.connection_id);
      if (row === undefined) throw new ProblemError('not_found');
    }
    const asked = await readingOf({ db, connector }, principal);
    requireShowable(asked, query.connection_id);
    const request: DocumentSearchRequest = {
      ...query,
      ...asked.reading,
      tenant_id: organizationId,
    };
    const page = await limits.take(principal, () =>
      connector.searchDocuments(request, whileAwaited(reply.raw)),
    );
    if (page === undefined) throw new ProblemError('documents_unavailable');
    return page;
  });

  mount(
    app,
    listFailedItems,
  )(async ({ principal, params, query, reply }) => {
    const { organizationId } = principal;
    const row = await findConnection(db, organizationId, params.id);
    if (row === undefined) throw new ProblemError('not_found');
    const request = { ...query, tenant_id: organizationId, connection_id: row.id };
    const page = await limits.take(principal, () =>
      connector.listFailedItems(request, whileAwaited(reply.raw)),
    );
    if (page === undefined) throw new ProblemError('documents_unavailable');
    return page;
  });

  mount(
    app,
    getDocument,
  )(async ({ principal, params, reply }) => {
    const { organizationId } = principal;
    const asked = await readingOf({ db, connector }, principal);
    const request = { ...asked.reading, tenant_id: organizationId, document_id: params.id };
    const document = await limits.take(principal, () =>
      connector.getDocument(request, whileAwaited(reply.raw)),
    );
    if (document === undefined) throw new ProblemError('documents_unavailable');
    if (document === null) throw new ProblemError('not_found');
    if (!asked.isTrimmed && !isOpen(asked, document.connection_id)) {
      throw new ProblemError('not_found');
    }
    // A connector that answers for another tenant must not be believed.
    const own = await listConnections(db, organizationId);
    if (!own.some((row) => row.id === document.connection_id)) throw new ProblemError('not_found');
    return { data: document };
  });

  mount(
    app,
    getDocumentAccess,
  )(async ({ principal, params, query, reply }) => {
    const signal = whileAwaited(reply.raw);
    const asked = { documentId: params.id, personId: query.person_id, signal };
    const explain = () => explainAccess({ db, connector }, principal, asked);
    return { data: await limits.take(principal, explain) };
  });
}
