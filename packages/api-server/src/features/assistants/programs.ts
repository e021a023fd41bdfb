import { bearerTokenOf } from '@rita/platform/bearer-token';
import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Authenticate, Principal } from '../../platform/http/principal.ts';
import { createKeyBuckets, withKeys } from '../keys/authenticate-key.ts';
import { createFindKey, findKeyPrincipal } from '../keys/find-key-principal.ts';
import { isKeyForm } from '../keys/key-token.ts';
import { resourceOf } from '../mcp/challenge.ts';
import { oauthKey } from '../oauth/oauth-key.ts';
import { createBuckets } from '../session/session-buckets.ts';
import { findAssistantPrincipal, isAssistantToken } from './find-assistant-principal.ts';

type Headers = Pick<FastifyRequest, 'headers'>;

/** Programs and assistants: who stands behind their tokens, and which requests are counted by them. */
export type Programs = {
  /** Of a request with a token; undefined where it stands for nobody. */
  findBucket: (request: Headers) => Promise<string | undefined>;
  /** Whom a token stands for at the endpoint for assistants: a key, or an assistant. */
  findCaller: (token: string) => Promise<Principal | undefined>;
  /** Takes keys beside sessions. */
  withKeys: (bySession: Authenticate) => Authenticate;
};

export function createPrograms(given: {
  db: Kysely<Tables>;
  secret: string;
  publicUrl: string;
}): Programs {
  const { db } = given;
  const assistants = {
    db,
    key: oauthKey(given.secret),
    resource: resourceOf(given.publicUrl),
  };
  const findKey = createFindKey(db);
  const byKey = createKeyBuckets(db);
  const byToken = createBuckets({
    readToken: readAssistantToken,
    isThere: (token) => isAssistantToken(assistants, token),
  });
  return {
    findBucket: async (request) => (await byKey.find(request)) ?? byToken.find(request),
    findCaller: (token) =>
      isKeyForm(token)
        ? findKeyPrincipal(db, token, findKey)
        : findAssistantPrincipal(assistants, token),
    withKeys: (bySession) => withKeys(db, byKey, bySession),
  };
}

function readAssistantToken({ headers }: Headers): string | undefined {
  const token = bearerTokenOf(headers.authorization);
  return token === undefined || isKeyForm(token) ? undefined : token;
}
