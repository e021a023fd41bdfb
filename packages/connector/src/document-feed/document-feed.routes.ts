import { addAbortSignal, Readable } from 'node:stream';
import { documentChangesRequestSchema, documentExportRequestSchema } from '@rita/contracts';
import { whileAwaited } from '@rita/platform/while-awaited';
import type { FastifyInstance } from 'fastify';
import type { Reading } from '../access/reading.ts';
import { createTurns, type TurnDeps } from '../documents/reading-turns.ts';
import { type QuestionDeps, readQuestion, takeQuestion } from '../platform/http/signed-question.ts';
import { openExport } from './export-documents.ts';
import type { ExportPlaces } from './export-places.ts';
import type { ExportSource } from './export-source.ts';
import { feedReadingOf, keepReading } from './feed-reading.ts';
import { placeChanges } from './place-changes.ts';
import { readFeed } from './read-feed.ts';

export type FeedDeps = { source: ExportSource; exports: ExportPlaces };

/** What programs of the app's users keep copies by; signed like all questions. */
export function registerDocumentFeed(
  app: FastifyInstance,
  deps: FeedDeps & TurnDeps & QuestionDeps & { reading: Reading },
): void {
  const { database, exports, reading, signer, source } = deps;
  const inTurn = createTurns(deps);

  app.post('/documents/changes', async (request, reply) => {
    const asked = readQuestion(request, signer, documentChangesRequestSchema);
    return inTurn({ ...asked, reply }, async (db, question) => {
      const { tenant_id: tenantId } = question;
      await placeChanges(database, tenantId);
      const readable = await reading.open(db, question);
      const kept = feedReadingOf(readable);
      await keepReading(database.kysely, tenantId, kept);
      return readFeed(db, question, { readable, reading: kept });
    });
  });

  app.post('/documents/export', async (request, reply) => {
    const question = await takeQuestion(request, deps, documentExportRequestSchema);
    const leave = exports.take(question.tenant_id);
    reply.raw.once('close', leave);
    try {
      const awaited = whileAwaited(reply.raw);
      const { lines, signal } = await openExport({ database, reading, source }, question, awaited);
      // A few parts wait here, and no more is read meanwhile.
      const body = Readable.from(lines, { objectMode: true, highWaterMark: 4 });
      addAbortSignal(signal, body);
      return await reply.type('application/x-ndjson').send(body);
    } catch (error) {
      leave();
      throw error;
    }
  });
}
