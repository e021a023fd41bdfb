import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { Authenticate } from '../../platform/http/principal.ts';
import type { AuthOptions } from './auth-options.ts';
import { createTokenReader } from './authenticate.ts';

const MAX_REMEMBERED = 5_000;
/** How long a session that was found goes on having a bucket of its own without another look. */
const REMEMBER_MS = 60_000;

type FindBucket = (request: Pick<FastifyRequest, 'headers'>) => Promise<string | undefined>;

/** Which requests are counted by what they prove to have instead of by their address. */
export type Buckets = {
  /**
   * The session or key that a request is counted by; undefined for a token without our signature and
   * for one that there is not (any more), so that none of them makes a bucket.
   */
  find: FindBucket;
  /** An `authenticate` that does the same, and whoever turns out not to be signed in any more has no bucket from then on. */
  watch: (authenticate: Authenticate) => Authenticate;
};

type BucketOptions = {
  readToken: (request: Pick<FastifyRequest, 'headers'>) => string | undefined;
  /** Asked of a token that is not remembered; one that is not there never comes back. */
  isThere: (token: string) => Promise<boolean>;
};

/** Requests by the session that their cookie proves. */
export function createSessionBuckets(
  options: Pick<AuthOptions, 'kysely' | 'publicUrl' | 'secret'>,
): Buckets {
  return createBuckets({
    readToken: createTokenReader(options),
    isThere: (token) => isSession(options.kysely, token),
  });
}

export function createBuckets({ readToken, isThere }: BucketOptions): Buckets {
  /** By digest of the token: until when it counts as there; zero for one that has ended. */
  const remembered = new Map<string, number>();

  function remember(bucket: string, until: number): void {
    remembered.delete(bucket);
    remembered.set(bucket, until);
    const [oldest] = remembered.keys();
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  }

  return {
    async find(request) {
      const token = readToken(request);
      if (token === undefined) return undefined;
      const bucket = nameOf(token);
      const until = remembered.get(bucket);
      if (until === 0) return undefined;
      if (until !== undefined && performance.now() < until) return bucket;
      // Without the database nobody is known; whatever needs it says so itself.
      const found = await isThere(token).catch(() => undefined);
      if (found === undefined) return undefined;
      remember(bucket, found ? performance.now() + REMEMBER_MS : 0);
      return found ? bucket : undefined;
    },
    watch: (authenticate) => async (request) => {
      const principal = await authenticate(request);
      const token = principal === undefined ? readToken(request) : undefined;
      if (token !== undefined) remember(nameOf(token), 0);
      return principal;
    },
  };
}

function nameOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
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
