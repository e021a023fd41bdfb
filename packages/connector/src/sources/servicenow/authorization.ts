import { z } from 'zod';
import type { SourceAnswer, SourceRequest } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { errorOf } from './answer-errors.ts';
import type { ServiceNowContext } from './context.ts';

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().catch(1799),
});

const RENEWED_BEFORE_END_MS = 60_000;

/** The `Authorization` of each call: a password as it is, a client's secret traded for a token. */
export function createAuthorization(
  context: ServiceNowContext,
  base: string,
  send: (request: SourceRequest) => Promise<SourceAnswer>,
) {
  const { credentials, settings } = context;
  if ('password' in credentials) {
    const pair = Buffer.from(`${settings.username ?? ''}:${credentials.password}`, 'utf8');
    return {
      current: async () => `Basic ${pair.toString('base64')}`,
      renew: () => false,
    };
  }
  let token: Promise<{ value: string; endsAt: number }> | undefined;
  const fetchToken = async () => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.client_id,
      client_secret: credentials.client_secret,
    });
    const answer = await send({ url: `${base}/oauth_token.do`, body, redirects: 'refuse' });
    const error = errorOf(answer);
    if (error) throw error;
    const parsed = tokenSchema.safeParse(answer.json());
    if (!parsed.success) throw new SourceError('upstream_error', 'ServiceNow’s token is no token.');
    const endsAt = context.now().getTime() + parsed.data.expires_in * 1000 - RENEWED_BEFORE_END_MS;
    return { value: parsed.data.access_token, endsAt };
  };
  return {
    current: async () => {
      const held = await token;
      if (held === undefined || held.endsAt <= context.now().getTime()) token = fetchToken();
      return `Bearer ${(await token)?.value}`;
    },
    /** Forgets the token, so that the next call fetches another. */
    renew: () => {
      token = undefined;
      return true;
    },
  };
}
