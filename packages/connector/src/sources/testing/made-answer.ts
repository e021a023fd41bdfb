import { onlyOnce } from '../../egress/only-once.ts';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';

/** What a source's answer is made of, where no network stands between. */
export type MadeAnswer = { status: number; body: unknown; headers?: Record<string, string> };

/** The answer of a source that is asked in the same process, as the guarded client would give it. */
export function madeAnswer(url: string | URL, { status, body, headers }: MadeAnswer): SourceAnswer {
  const given = new Headers({ 'content-type': 'application/json', ...headers });
  const bytes = body instanceof Uint8Array ? body : Buffer.from(textOf(body));
  const text = onlyOnce(() => new TextDecoder().decode(bytes));
  return {
    status,
    headers: given,
    headerLines: (name) => [given.get(name) ?? []].flat(),
    url: String(url),
    isPublic: false,
    body: bytes,
    text,
    json: onlyOnce(() => parsed(text())),
  };
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError('upstream_error', 'no JSON');
  }
}
