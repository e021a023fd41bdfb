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
 * Tells who asks with a key, and leaves all other requests to `authenticate`: a proxy may send an
 * `Authorization` of its own along. A request with a key is never one of a session, so that whoever
 * sends one that has ended is told so.
 */
export function withKeys(db: Db, buckets: Buckets, authenticate: Authenticate): Authenticate {
  const byKey = buckets.watch(async (request) => {
    const key = readKey(request);
    return key === undefined ? undefined : findKeyPrincipal(db, key);
  });
  return (request) => (readKey(request) === undefined ? authenticate(request) : byKey(request));
}

function readKey(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const token = bearerTokenOf(request.headers.authorization);
  return token !== undefined && isKeyForm(token) ? token : undefined;
}
