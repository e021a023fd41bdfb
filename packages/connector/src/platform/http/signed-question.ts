import { type HttpMethod, questionClaim, questionClaimSchema } from '@rita/contracts';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Database } from '../db/tables.ts';
import { ProblemError, parseBySchema, readSigned } from './signed-request.ts';

export type QuestionDeps = { signer: WebhookSigner; database: Database };

/**
 * Reads a question of the app: signed, meant for the address that it was sent to, and never asked
 * before, in no process. Throws `ProblemError`.
 */
export async function takeQuestion<S extends z.ZodType>(
  request: FastifyRequest,
  { signer, database }: QuestionDeps,
  schema: S,
): Promise<z.output<S>> {
  const { id, question } = readQuestion(request, signer, schema);
  await requireNew(database, id);
  return question;
}

/** The same for whoever asks the database only in its turn: `requireNew` has to follow. */
export function readQuestion<S extends z.ZodType>(
  request: FastifyRequest,
  signer: WebhookSigner,
  schema: S,
): { id: string; question: z.output<S> } {
  const { webhookId: id, data } = readSigned(request, signer, questionClaimSchema);
  const { method, url: path = '' } = request.routeOptions;
  if (data.request !== questionClaim(method as HttpMethod, path)) {
    throw new ProblemError('invalid_signature', 'This request was signed for another address');
  }
  return { id, question: parseBySchema(data, schema) };
}

/** Notes the id of a question. Throws `ProblemError` when it was noted before. */
export async function requireNew({ kysely }: Database, id: string): Promise<void> {
  const inserted = await kysely
    .insertInto('taken_questions')
    .values({ id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  if (inserted.length === 1) return;
  throw new ProblemError('invalid_signature', 'This request was answered before');
}
