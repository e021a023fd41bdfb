import {
  documentGetRequestSchema,
  documentSearchRequestSchema,
  failedItemsRequestSchema,
} from '@rita/contracts';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import type { FastifyInstance } from 'fastify';
import type { Reading } from '../access/reading.ts';
import type { Database } from '../platform/db/tables.ts';
import { readSigned } from '../platform/http/signed-request.ts';
import { listFailedItems } from './failed-item.store.ts';
import { findDocument, searchDocuments } from './search-documents.ts';

/** What the app reads here for its users; signed, since these are the organization's documents. */
export function registerDocuments(
  app: FastifyInstance,
  deps: { database: Database; signer: WebhookSigner; reading: Reading },
): void {
  const { kysely } = deps.database;
  app.post('/documents/search', async (request) => {
    const { data } = readSigned(request, deps.signer, documentSearchRequestSchema);
    return searchDocuments(kysely, data, await deps.reading.open(kysely, data));
  });
  app.post('/failed-items/list', async (request) => {
    const { data } = readSigned(request, deps.signer, failedItemsRequestSchema);
    return listFailedItems(kysely, data);
  });
  app.post('/documents/get', async (request) => {
    const { data } = readSigned(request, deps.signer, documentGetRequestSchema);
    const readable = await deps.reading.open(kysely, data);
    return { data: (await findDocument(kysely, data, readable)) ?? null };
  });
}
