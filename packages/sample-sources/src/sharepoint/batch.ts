import { type Call, graphError, ok, type Reply, type ServerContext } from './server-context.ts';

type Inner = { id: string; method: string; url: string; headers?: Record<string, string> };

/**
 * `POST /$batch`: at most 20 requests, answered in any order, each with a status of its own. The
 * answer as a whole is 200 also when none of them is.
 */
export function answerBatch(
  context: ServerContext,
  body: string,
  answerOne: (address: string, call: Call) => Reply,
): Reply {
  const { requests = [] } = JSON.parse(body) as { requests?: Inner[] };
  if (requests.length > 20) {
    return graphError(400, 'BadRequest', 'The number of requests exceeds the limit of 20.');
  }
  const responses = requests.map((request) => {
    const { status, body: content, headers = {} } = answerInner(context, request, answerOne);
    return { id: request.id, status, headers, body: content };
  });
  return ok({ responses: responses.toReversed() });
}

function answerInner(
  context: ServerContext,
  { method, url, headers = {} }: Inner,
  answerOne: (address: string, call: Call) => Reply,
): Reply {
  if (context.switches.innerThrottles > 0) {
    context.switches.innerThrottles -= 1;
    const throttled = graphError(429, 'activityLimitReached', 'The request has been throttled');
    return { ...throttled, headers: { 'Retry-After': '0' } };
  }
  const { pathname, searchParams } = new URL(`/v1.0${url}`, context.origin);
  const path = decodeURIComponent(pathname.slice('/v1.0'.length));
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const call = { method, path, query: searchParams, headers: Object.fromEntries(lower) };
  return answerOne(`${method} /v1.0${url}`, call);
}
