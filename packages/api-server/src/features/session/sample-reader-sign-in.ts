import { APIError, createAuthEndpoint, formCsrfMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { BetterAuthPlugin, User } from 'better-auth/types';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../platform/db/tables.ts';
import { listSampleReaders, type SampleReaderAccount } from './sample-readers.ts';

/** `POST /sign-in/sample` of better-auth: a session without a password, for these accounts alone. */
export function sampleReaderSignIn(
  db: Kysely<Tables>,
  readers: readonly SampleReaderAccount[],
): BetterAuthPlugin[] {
  if (readers.length === 0) return [];
  const body = z.object({ reader: z.string() });
  const asked = { method: 'POST' as const, use: [formCsrfMiddleware] };
  const signIn = createAuthEndpoint('/sign-in/sample', { ...asked, body }, async (ctx) => {
    const joined = await listSampleReaders(db, readers);
    const reader = joined.find(({ id }) => id === ctx.body.reader);
    const found = reader && (await ctx.context.internalAdapter.findUserByEmail(reader.address));
    if (!found) throw new APIError('NOT_FOUND');
    const session = await ctx.context.internalAdapter.createSession(found.user.id);
    await setSessionCookie(ctx, { session, user: found.user as User });
    return ctx.json({ signed_in: true });
  });
  return [{ id: 'sample-readers', endpoints: { signInSampleReader: signIn } }];
}
