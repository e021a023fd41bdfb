import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { AuthOptions } from './auth-options.ts';
import { createTokenReader } from './authenticate.ts';

const MAX_REMEMBERED = 5_000;
/** How long a session that was found goes on having a bucket of its own without another look. */
const REMEMBER_MS = 60_000;

/**
 * Names the session that a request is counted by; undefined for a cookie without our signature and for
 * a session that there is not (any more), so that none of them makes a bucket.
 */
export function createSessionBuckets(
  options: Pick<AuthOptions, 'kysely' | 'publicUrl' | 'secret'>,
): (request: Pick<FastifyRequest, 'headers'>) => Promise<string | undefined> {
  const readToken = createTokenReader(options);
  /** By digest of the token: until when it counts as a session; zero for one that has ended. */
  const remembered = new Map<string, number>();

  function remember(bucket: string, until: number): void {
    remembered.delete(bucket);
    remembered.set(bucket, until);
    const [oldest] = remembered.keys();
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  }

  return async (request) => {
    const token = readToken(request);
    if (token === undefined) return undefined;
    const bucket = createHash('sha256').update(token).digest('base64url');
    const until = remembered.get(bucket);
    // A session that has ended never comes back.
    if (until === 0) return undefined;
    if (until !== undefined && performance.now() < until) return bucket;
    // Without the database nobody is known; whatever needs it says so itself.
    const isThere = await isSession(options.kysely, token).catch(() => undefined);
    if (isThere === undefined) return undefined;
    remember(bucket, isThere ? performance.now() + REMEMBER_MS : 0);
    return isThere ? bucket : undefined;
  };
}

async function isSession(db: Db, token: string): Promise<boolean> {
  const found = await db
    .selectFrom('sessions')
    .select('id')
    .where('token', '=', token)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return found !== undefined;
}
