import {
  documentGetRequestSchema,
  documentSearchRequestSchema,
  failedItemsRequestSchema,
  hasTooManyWords,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Reading } from '../access/reading.ts';
import { type QuestionDeps, readQuestion } from '../platform/http/signed-question.ts';
import { ProblemError } from '../platform/http/signed-request.ts';
import { listFailedItems } from './failed-item.store.ts';
import { findDocument } from './find-document.ts';
import { createTurns, type TurnDeps } from './reading-turns.ts';
import { searchDocuments } from './search-documents.ts';

/** What the app reads here for its users; signed, since these are the organization's documents. */
export function registerDocuments(
  app: FastifyInstance,
  deps: TurnDeps & QuestionDeps & { reading: Reading },
): void {
  const { reading, signer } = deps;
  const inTurn = createTurns(deps);

  app.post('/documents/search', async (request, reply) => {
    const asked = readQuestion(request, signer, documentSearchRequestSchema);
    if (hasTooManyWords(asked.question.query ?? '')) throw new ProblemError('too_many_words');
    return inTurn({ ...asked, reply }, async (db, question) =>
      searchDocuments(db, question, await reading.open(db, question)),
    );
  });
  app.post('/failed-items/list', async (request, reply) => {
    const asked = readQuestion(request, signer, failedItemsRequestSchema);
    return inTurn({ ...asked, reply }, listFailedItems);
  });
  app.post('/documents/get', async (request, reply) => {
    const asked = readQuestion(request, signer, documentGetRequestSchema);
    const found = await inTurn({ ...asked, reply }, async (db, question) =>
      findDocument(db, question, await reading.open(db, question)),
    );
    return { data: found ?? null };
  });
}
