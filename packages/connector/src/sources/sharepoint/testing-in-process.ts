import type { SampleSharePoint } from '@rita/sample-sources';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';

/** The sample without a network between: for histories of which there are to be thousands. */
export function inProcess(sample: SampleSharePoint): (http: SourceHttp) => SourceHttp {
  const send = (request: SourceRequest): SourceAnswer => {
    const url = String(request.url);
    const { body } = request;
    const isForm = body instanceof URLSearchParams;
    const text = body === undefined ? '' : isForm ? body.toString() : JSON.stringify(body);
    const named = Object.entries(request.headers ?? {});
    const headers = Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), value]));
    const method = request.method ?? (body === undefined ? 'GET' : 'POST');
    const reply = sample.answer({ method, url, headers }, text);
    const location = reply.headers?.location;
    if (reply.status === 302 && location) return send({ url: location });
    return toAnswer(url, reply);
  };
  return () => ({ send: async (request) => send(request) });
}

function toAnswer(url: string, reply: ReturnType<SampleSharePoint['answer']>): SourceAnswer {
  const body =
    reply.body instanceof Uint8Array
      ? reply.body
      : Buffer.from(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  const headers = new Headers({ 'content-type': 'application/json', ...reply.headers });
  const text = () => new TextDecoder().decode(body);
  return {
    status: reply.status,
    headers,
    headerLines: (name) => [headers.get(name) ?? []].flat(),
    url,
    isPublic: false,
    body,
    text,
    json: () => JSON.parse(text()),
  };
}
