import type { SampleConfluence } from '@rita/sample-sources';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';

/** The sample without a network between: for histories of which there are to be thousands. */
export function inProcess(sample: SampleConfluence): (http: SourceHttp) => SourceHttp {
  return () => ({ send: async (request) => answerOf(sample, request) });
}

function answerOf(sample: SampleConfluence, request: SourceRequest): SourceAnswer {
  const { pathname, search, href } = new URL(request.url);
  const { body: given } = request;
  const method = request.method ?? (given === undefined ? 'GET' : 'POST');
  const url = `${pathname}${search}`;
  const reply = sample.answer({ method, url, headers: { ...request.headers } }, given ?? null);
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const headers = new Headers({ 'content-type': 'application/json', ...reply.headers });
  return {
    status: reply.status,
    headers,
    headerLines: (name) => [headers.get(name) ?? []].flat(),
    url: href,
    isPublic: false,
    body: Buffer.from(text),
    text: () => text,
    json: () => parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError('upstream_error', 'no JSON');
  }
}
