import { randomBytes } from 'node:crypto';
import { keepToken } from '../keep-token.ts';
import {
  failure,
  htmlPage,
  SAMPLE_CLIENT_ID,
  SAMPLE_CLIENT_SECRET,
  SAMPLE_INSTANCE_PASSWORD,
  SAMPLE_INSTANCE_USER,
  type ServerContext,
  type ServiceNowReply,
} from './server-context.ts';

/** What stands in front of the API, or how the call is refused; undefined lets it in. */
export function refuse(
  context: ServerContext,
  authorization: string | undefined,
): ServiceNowReply | undefined {
  const { switches } = context;
  if (switches.identityProvider) {
    return { status: 302, body: '', headers: { location: switches.identityProvider } };
  }
  if (switches.hibernating) {
    return htmlPage(200, 'Instance Hibernating page', '<h1>Your instance is hibernating</h1>');
  }
  if (switches.loginPage) {
    return htmlPage(
      200,
      'ServiceNow',
      '<form action="login.do"><input name="user_name"><input type="password" name="user_password"></form>',
    );
  }
  if (switches.rateLimited && switches.rateLimited.calls > 0) return overLimit(context);
  if (isKnown(context, authorization)) return undefined;
  return failure(401, 'User Not Authenticated', 'Required to provide Auth information');
}

function overLimit({ switches }: ServerContext): ServiceNowReply {
  const limit = switches.rateLimited ?? { calls: 0, retryAfter: null };
  limit.calls -= 1;
  return {
    ...failure(429, 'Rate limit exceeded', 'Rate limit for this user was exceeded'),
    headers: {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-reset': '1795430000',
      'x-ratelimit-rule': '5f2a7c1e9b3d4f60817263544536271a',
      ...(limit.retryAfter === null ? {} : { 'retry-after': limit.retryAfter }),
    },
  };
}

function isKnown(context: ServerContext, authorization: string | undefined): boolean {
  const pair = `${SAMPLE_INSTANCE_USER}:${SAMPLE_INSTANCE_PASSWORD}`;
  if (authorization === `Basic ${Buffer.from(pair).toString('base64')}`) return true;
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
  const left = context.tokens.get(token) ?? 0;
  if (left > 0) context.tokens.set(token, left - 1);
  return left > 0;
}

/** `POST /oauth_token.do`; every failure looks the same, whatever its reason. */
export function giveToken(context: ServerContext, form: URLSearchParams): ServiceNowReply {
  const isGood =
    !context.switches.oauthDenied &&
    form.get('grant_type') === 'client_credentials' &&
    form.get('client_id') === SAMPLE_CLIENT_ID &&
    form.get('client_secret') === SAMPLE_CLIENT_SECRET;
  if (!isGood) {
    return {
      status: 401,
      body: { error_description: 'access_denied', error: 'server_error' },
    };
  }
  const token = randomBytes(32).toString('base64url');
  keepToken(context.tokens, token, context.switches.tokenCalls ?? Number.POSITIVE_INFINITY);
  return {
    status: 200,
    body: { access_token: token, scope: 'useraccount', token_type: 'Bearer', expires_in: 1799 },
  };
}
