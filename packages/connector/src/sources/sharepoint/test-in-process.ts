import type { SampleSharePoint } from '@rita/sample-sources';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { madeAnswer } from '../testing/made-answer.ts';

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
    return madeAnswer(url, reply);
  };
  return () => ({ send: async (request) => send(request) });
}
