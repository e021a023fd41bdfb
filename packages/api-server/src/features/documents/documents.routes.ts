import { getDocument, getDocumentAccess, listFailedItems, searchDocuments } from '@rita/contracts';
import { whileAwaited } from '@rita/platform/while-awaited';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import type { DocumentReader } from './document-reader.ts';

/** Documents stay with the connector; here is only asked for those of the caller's organization. */
export function registerDocuments(
  app: FastifyInstance,
  { documents }: { documents: DocumentReader },
): void {
  mount(
    app,
    searchDocuments,
  )(async ({ principal, query, reply }) =>
    documents.search({ principal, signal: whileAwaited(reply.raw) }, query),
  );

  mount(
    app,
    listFailedItems,
  )(async ({ principal, params, query, reply }) => {
    const asked = { ...query, connection_id: params.id };
    return documents.listFailedItems({ principal, signal: whileAwaited(reply.raw) }, asked);
  });

  mount(
    app,
    getDocument,
  )(async ({ principal, params, reply }) => ({
    data: await documents.get({ principal, signal: whileAwaited(reply.raw) }, params.id),
  }));

  mount(
    app,
    getDocumentAccess,
  )(async ({ principal, params, query, reply }) => {
    const asked = { documentId: params.id, personId: query.person_id };
    return { data: await documents.explain({ principal, signal: whileAwaited(reply.raw) }, asked) };
  });
}
