import { bearerTokenOf } from '@rita/platform/bearer-token';
import type { FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db/tables.ts';
import type { Authenticate } from '../../platform/http/principal.ts';
import { type Buckets, createBuckets } from '../session/session-buckets.ts';
import { findKeyPrincipal, isKey } from './find-key-principal.ts';
import { isKeyForm } from './key-token.ts';

/** Which requests are counted by their key. */
export function createKeyBuckets(db: Db): Buckets {
  return createBuckets({ readToken: readKey, isThere: (token) => isKey(db, token) });
}

/**
 * Tells who asks with a key, and leaves all other requests to `authenticate`. A request with a bearer
 * token is never one of a session: whoever sends a key that has ended is told so.
 */
export function withKeys(db: Db, buckets: Buckets, authenticate: Authenticate): Authenticate {
  const byKey = buckets.watch(async (request) => {
    const token = bearerTokenOf(request.headers.authorization);
    return token === undefined ? undefined : findKeyPrincipal(db, token);
  });
  return (request) => (request.headers.authorization ? byKey(request) : authenticate(request));
}

function readKey(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const token = bearerTokenOf(request.headers.authorization);
  return token !== undefined && isKeyForm(token) ? token : undefined;
}
