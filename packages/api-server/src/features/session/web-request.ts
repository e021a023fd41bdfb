import type { FastifyReply, FastifyRequest } from 'fastify';
import { CLIENT_IP_HEADER, SECOND_FACTOR_HEADER } from './auth-headers.ts';

type Given = {
  body: Record<string, unknown> | undefined;
  ip: string;
  publicUrl: string;
  /** Below `/api/auth`, where it is not the one that was asked for. */
  sentTo?: string;
};

/** The request as better-auth gets to see it: parsed body, true address, no header but those listed. */
export function toWebRequest(request: FastifyRequest, given: Given): Request {
  const { body: { code, ...body } = {}, ip, publicUrl, sentTo } = given;
  const headers = new Headers();
  for (const name of FORWARDED_HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  headers.set(CLIENT_IP_HEADER, ip);
  if (typeof code === 'string') headers.set(SECOND_FACTOR_HEADER, encodeURIComponent(code));
  if (isOurOwn(request)) headers.set('origin', new URL(publicUrl).origin);
  // The host counts for nothing: better-auth has its base URL from PUBLIC_URL.
  const url = new URL(
    sentTo === undefined ? request.url : `/api/auth${sentTo}`,
    'http://localhost',
  );
  if (given.body === undefined) return new Request(url, { method: request.method, headers });
  headers.set('content-type', 'application/json');
  return new Request(url, { method: request.method, headers, body: JSON.stringify(body) });
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * better-auth wants an Origin with each cookie. A program sends none, and no page of another site
 * can make a browser leave it out; and a page on the loopback address that it talks to is ours,
 * by whichever of its names and on whichever port.
 */
function isOurOwn(request: FastifyRequest): boolean {
  const { origin, host = '', referer } = request.headers;
  if (origin !== undefined) return LOOPBACK.test(host) && origin === `http://${host}`;
  return referer === undefined && request.headers['sec-fetch-site'] === undefined;
}

/** All that better-auth gets to see; no forwarding header of the client is among them. */
const FORWARDED_HEADERS = [
  'accept-language',
  'cookie',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'user-agent',
] as const;

/**
 * better-auth's answers name the session's token beside its cookie. A page has no use for it, and what runs
 * in one by mistake is not to read it; the field stays, as it is where nobody was signed in.
 */
function withoutToken(text: string): string {
  if (!text.includes('"token"')) return text;
  const body: unknown = JSON.parse(text);
  const hasToken = typeof body === 'object' && body !== null && 'token' in body;
  return hasToken ? JSON.stringify({ ...body, token: null }) : text;
}

/** Status, body, cookies and redirect of better-auth's answer, none of its other headers; and our cookies. */
export async function sendWebResponse(
  reply: FastifyReply,
  response: Response,
  ourCookies: readonly string[],
) {
  reply.code(response.status);
  for (const name of ['content-type', 'location']) {
    const value = response.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  const cookies = [...response.headers.getSetCookie(), ...ourCookies];
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  const text = withoutToken(await response.text());
  return reply.serializer((payload: unknown) => String(payload)).send(text);
}
