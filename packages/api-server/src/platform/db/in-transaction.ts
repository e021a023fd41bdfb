import { isPreparedForOlderSchema } from '@rita/platform/prepared-statements';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Serialization failure and deadlock: the database asks to try again. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_ATTEMPTS = 3;

/** Runs work in one transaction, again when the database asks for it or a migration came in between, at most three times in all. */
export async function inTransaction<T>(
  db: Kysely<Tables>,
  work: (trx: Transaction<Tables>) => Promise<T>,
  { mayRepeat = () => true }: { mayRepeat?: () => boolean } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      const { code } = error as { code?: string };
      const isRetryable = RETRYABLE.has(code ?? '') || isPreparedForOlderSchema(error);
      if (attempt >= MAX_ATTEMPTS || !isRetryable || !mayRepeat()) throw error;
    }
  }
}
