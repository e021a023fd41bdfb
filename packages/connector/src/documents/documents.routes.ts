import {
  documentGetRequestSchema,
  documentSearchRequestSchema,
  failedItemsRequestSchema,
  hasTooManyWords,
} from '@rita/contracts';
import { isOverLimit, type ReadingPool } from '@rita/platform/reading-pool';
import { whileAwaited } from '@rita/platform/while-awaited';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Reading } from '../access/reading.ts';
import type { Db, Tables } from '../platform/db/tables.ts';
import { type QuestionDeps, readQuestion, requireNew } from '../platform/http/signed-question.ts';
import { ProblemError } from '../platform/http/signed-request.ts';
import { listFailedItems } from './failed-item.store.ts';
import { findDocument } from './find-document.ts';
import type { ReadingPlaces } from './reading-places.ts';
import { searchDocuments } from './search-documents.ts';

export type DocumentDeps = { pool: ReadingPool<Tables>; places: ReadingPlaces };

/** What the app reads here for its users; signed, since these are the organization's documents. */
export function registerDocuments(
  app: FastifyInstance,
  deps: DocumentDeps & QuestionDeps & { reading: Reading },
): void {
  const { database, places, pool, reading, signer } = deps;

  /** In the organization's turn, over the connections that only read. */
  async function read<Q extends { tenant_id: string }, T>(
    asked: { id: string; question: Q; reply: FastifyReply },
    answer: (db: Db, question: Q) => Promise<T>,
  ): Promise<T> {
    const { id, question, reply } = asked;
    const signal = whileAwaited(reply.raw);
    try {
      return await places.take(question.tenant_id, signal, async () => {
        await requireNew(database, id);
        return answer(pool.kysely, question);
      });
    } catch (error) {
      if (isOverLimit(error)) throw new ProblemError('search_took_too_long');
      // Nobody reads this one.
      throw signal.aborted ? new ProblemError('service_unavailable') : error;
    }
  }

  app.post('/documents/search', async (request, reply) => {
    const asked = readQuestion(request, signer, documentSearchRequestSchema);
    if (hasTooManyWords(asked.question.query ?? '')) throw new ProblemError('too_many_words');
    return read({ ...asked, reply }, async (db, question) =>
      searchDocuments(db, question, await reading.open(db, question)),
    );
  });
  app.post('/failed-items/list', async (request, reply) => {
    const asked = readQuestion(request, signer, failedItemsRequestSchema);
    return read({ ...asked, reply }, listFailedItems);
  });
  app.post('/documents/get', async (request, reply) => {
    const asked = readQuestion(request, signer, documentGetRequestSchema);
    const found = await read({ ...asked, reply }, async (db, question) =>
      findDocument(db, question, await reading.open(db, question)),
    );
    return { data: found ?? null };
  });
}
