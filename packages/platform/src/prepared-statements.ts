import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { beginLate } from './late-begin.ts';

/** A text that comes once is not worth a name, and texts that vary with the number of rows never get one. */
const NAMED_FROM_USE = 3;
/** Of a process: texts that were used last. */
const MOST_TEXTS = 300;
/** Of a connection; each keeps a parsed statement, and mostly a plan, in the memory of the server. */
export const MOST_OF_CONNECTION = 200;

/** What the server says of a prepared statement whose columns were changed by a migration. */
const FEATURE_NOT_SUPPORTED = '0A000';
const STALE_ROUTINE = 'RevalidateCachedQuery';

/** Whether a statement failed because it was prepared for another schema: the same again will work. */
export function isPreparedForOlderSchema(error: unknown): boolean {
  const { code, routine } = (error ?? {}) as { code?: unknown; routine?: unknown };
  return code === FEATURE_NOT_SUPPORTED && routine === STALE_ROUTINE;
}

/**
 * Connections on which the texts that come again and again are parsed and planned once, most of what a
 * short statement costs PostgreSQL, and on which a transaction begins with its first statement. For
 * sessions of our own only, since a statement is prepared on one connection: no pooler that gives each
 * transaction another one may stand in between.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  const texts = createTexts();
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const found = known.get(client) ?? prepareOn(client, texts);
      known.set(client, found);
      return found;
    },
  };
}

type Texts = {
  /** Under which name a text is prepared; undefined for one that has not come often enough. */
  nameOf: (text: string) => string | undefined;
  /** From here on nothing goes by what was prepared before. */
  renew: () => void;
};

export function createTexts(): Texts {
  /** What was used last stands last. */
  const texts = new Map<string, { uses: number; name: string }>();
  let count = 0;
  return {
    nameOf(text) {
      count += 1;
      const { uses, name } = texts.get(text) ?? { uses: 0, name: `rita_${count}` };
      texts.delete(text);
      texts.set(text, { uses: uses + 1, name });
      const [oldest] = texts.keys();
      if (texts.size > MOST_TEXTS && oldest !== undefined) texts.delete(oldest);
      return uses + 1 < NAMED_FROM_USE ? undefined : name;
    },
    renew: () => texts.clear(),
  };
}

function prepareOn(client: pg.PoolClient, texts: Texts): PostgresPoolClient {
  const prepared = new Set<string>();
  const late = beginLate(client);

  async function query(text: string, given: readonly unknown[] = []): Promise<unknown> {
    const answer = late.answer(text);
    if (answer !== undefined) return answer;
    const values = [...given];
    const name = values.length === 0 ? undefined : texts.nameOf(text);
    if (name === undefined) return late.send({ text, values });
    prepared.add(name);
    const isAlone = !late.isDue() && client.getTransactionStatus() === 'I';
    try {
      return await late.send({ name, text, values });
    } catch (error) {
      if (!isPreparedForOlderSchema(error)) throw error;
      texts.renew();
      // A transaction is lost with its first error, and begun anew by whoever began it.
      if (!isAlone) throw error;
      return client.query(text, values);
    }
  }

  return {
    query: query as PostgresPoolClient['query'],
    // Instead of giving single statements up: the next connection begins with none.
    release: (isBroken) =>
      client.release(isBroken || late.isDue() || prepared.size > MOST_OF_CONNECTION),
  };
}
