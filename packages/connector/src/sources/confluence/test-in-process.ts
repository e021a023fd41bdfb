import type { SampleConfluence } from '@rita/sample-sources';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { madeAnswer } from '../testing/made-answer.ts';
import type { RunChange } from '../testing/source-run.ts';

/** The sample without a network between: for histories of which there are to be thousands. */
export function inProcess(sample: SampleConfluence): (http: SourceHttp) => SourceHttp {
  return () => ({ send: async (request) => answerOf(sample, request) });
}

/** A run that is answered so, and is otherwise changed as asked for. */
export function withinProcess(sample: SampleConfluence, { through }: RunChange = {}): RunChange {
  return {
    through: (http) => {
      const direct = inProcess(sample)(http);
      return through?.(direct) ?? direct;
    },
  };
}

function answerOf(sample: SampleConfluence, request: SourceRequest): SourceAnswer {
  const { pathname, search, href } = new URL(request.url);
  const { body: given } = request;
  const method = request.method ?? (given === undefined ? 'GET' : 'POST');
  const url = `${pathname}${search}`;
  const reply = sample.answer({ method, url, headers: { ...request.headers } }, given ?? null);
  const file = reply.headers?.location ?? '';
  // The host of the files is the only one that the sample leads to, and gets no proof of who asks.
  const isFile = request.redirects === 'to_other_hosts' && file.startsWith(`${sample.mediaUrl}/`);
  if (!isFile) return madeAnswer(href, reply);
  return madeAnswer(file, sample.answerFile(file.slice(sample.mediaUrl.length)));
}
