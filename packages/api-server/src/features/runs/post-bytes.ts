import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export type PostAnswer = { status: number; retryAfter: string | null };

/**
 * Posts exactly these bytes and gives the status as soon as it is there; the rest of the answer is
 * not read, and a redirect is an answer like any other. Unlike `fetch` it makes no copy of the body,
 * so that the caller can overwrite a secret once it is sent.
 *
 * Rejects when there is no answer.
 */
export async function postBytes(
  url: string,
  given: { headers: Record<string, string>; body: Uint8Array; signal: AbortSignal },
): Promise<PostAnswer> {
  const { headers, body, signal } = given;
  const send = new URL(url).protocol === 'https:' ? requestHttps : requestHttp;
  const request = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(body.byteLength) },
    signal,
  });
  const answered = Promise.withResolvers<IncomingMessage>();
  request.on('error', answered.reject);
  request.on('response', answered.resolve);
  request.end(body);
  const response = await answered.promise;
  // Reading the rest would let a receiver keep us busy.
  response.on('error', () => {}).destroy();
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers['retry-after'] ?? null,
  };
}
