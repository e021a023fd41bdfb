import { isOverLimit, type ReadingPool } from '@rita/platform/reading-pool';
import { whileAwaited } from '@rita/platform/while-awaited';
import type { FastifyReply } from 'fastify';
import type { Database, Db, Tables } from '../platform/db/tables.ts';
import { requireNew } from '../platform/http/signed-question.ts';
import { ProblemError } from '../platform/http/signed-request.ts';
import type { ReadingPlaces } from './reading-places.ts';

export type TurnDeps = { pool: ReadingPool<Tables>; places: ReadingPlaces };

type Asked<Q> = { id: string; question: Q; reply: FastifyReply };

/**
 * Answers questions in the turn of their organization, over the connections that only read. Throws
 * `ProblemError` `search_took_too_long` where the database takes longer than it may.
 */
export function createTurns({ database, places, pool }: TurnDeps & { database: Database }) {
  return async <Q extends { tenant_id: string }, T>(
    { id, question, reply }: Asked<Q>,
    answer: (db: Db, question: Q) => Promise<T>,
  ): Promise<T> => {
    const signal = whileAwaited(reply.raw);
    try {
      return await places.take(question.tenant_id, signal, async () => {
        // Written down beside the reading, since that waits for the disk; nothing is answered before it is.
        const isNew = requireNew(database, id);
        isNew.catch(() => {});
        const answered = await answer(pool.kysely, question);
        await isNew;
        return answered;
      });
    } catch (error) {
      if (isOverLimit(error)) throw new ProblemError('search_took_too_long');
      // Nobody reads this one.
      throw signal.aborted ? new ProblemError('service_unavailable') : error;
    }
  };
}
