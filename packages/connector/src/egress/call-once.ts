import type { Agent, Dispatcher } from 'undici';
import { SourceError } from '../platform/source-error.ts';
import type { EgressRule } from './address-rules.ts';
import { checkTarget } from './check-target.ts';
import { decodeBody, tooLarge } from './decode-body.ts';
import { locationOf } from './location.ts';
import { onlyOnce } from './only-once.ts';
import { readJson, TooManyParts } from './read-json.ts';
import type { SourceAnswer, SourceRequest } from './source-http.ts';
import { toSourceError } from './transport-errors.ts';

const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 30_000;
/** Why a call was refused stands in the first few; what comes behind is not read. */
const REFUSAL_BYTES = 256 * 1024;
const MOST_REDIRECTS = 3;
/** Of an answer that is no JSON, to tell whether it is a page. */
const LOOKED_AT = 1_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
// All that another host may see of our headers: nothing in here says who we are.
const ANONYMOUS_HEADERS = new Set(['accept', 'accept-language', 'user-agent']);

/** One request on its way, its address checked. */
export type Step = {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string | undefined;
  maxBytes: number;
  cutsLonger: boolean;
  timeoutMs: number;
};

/**
 * Makes the call and follows the redirects that the request allows; each target is checked like
 * the first. A redirect that may not be followed is handed back as it is.
 */
export async function followRedirects(
  request: SourceRequest,
  rules: EgressRule[],
  call: (step: Step) => Promise<SourceAnswer>,
): Promise<SourceAnswer> {
  let step = firstStep(request, rules);
  for (let followed = 0; ; followed++) {
    const answer = await call(step);
    const next = REDIRECTS.has(answer.status) ? nextStep({ step, answer, request, rules }) : null;
    if (next === null) return answer;
    if (followed === MOST_REDIRECTS) {
      throw new SourceError('wrong_edition', `${step.url.host} redirects again and again`);
    }
    step = next;
  }
}

function firstStep(request: SourceRequest, rules: EgressRule[]): Step {
  const headers = Object.fromEntries(
    Object.entries(request.headers ?? {})
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      // A Host header of one's own would move the certificate check to another name.
      .filter(([name]) => name !== 'host'),
  );
  const form = request.body instanceof URLSearchParams;
  const contentType = form ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    url: checkTarget(request.url, rules),
    method: request.method ?? (request.body === undefined ? 'GET' : 'POST'),
    headers: {
      'user-agent': 'rita-data-sources/0.1',
      accept: 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': contentType }),
      ...headers,
      'accept-encoding': 'gzip',
    },
    body: encodeBody(request.body),
    maxBytes: request.maxBytes ?? DEFAULT_MAX_BYTES,
    cutsLonger: request.cutsLonger ?? false,
    timeoutMs: request.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  };
}

function encodeBody(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}

function nextStep(redirect: {
  step: Step;
  answer: SourceAnswer;
  request: SourceRequest;
  rules: EgressRule[];
}): Step | null {
  const { step, answer, request, rules } = redirect;
  const mode = request.redirects ?? 'same_origin';
  const target = mode === 'refuse' ? undefined : locationOf(answer, step.url);
  if (target === undefined) return null;
  const toOtherHost = target.origin !== step.url.origin;
  if (toOtherHost && mode === 'same_origin') return null;
  const url = checkTarget(target, rules);
  const keepsBody = answer.status === 307 || answer.status === 308;
  const headers = toOtherHost ? anonymous(step.headers) : step.headers;
  // A body may hold a secret (a token request): another host never gets it.
  if (keepsBody && !toOtherHost) return { ...step, url };
  const { 'content-type': _, ...bare } = headers;
  return { ...step, url, method: 'GET', headers: bare, body: undefined };
}

function anonymous(headers: Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => ANONYMOUS_HEADERS.has(name));
  return { ...Object.fromEntries(kept), 'accept-encoding': 'gzip' };
}

/** One request and its whole answer. Throws `SourceError` for whatever never became one. */
export async function callOnce(
  agent: Agent,
  step: Step,
  runSignal: AbortSignal,
): Promise<Omit<SourceAnswer, 'isPublic'>> {
  const limit = limitCall(runSignal, step.timeoutMs);
  try {
    const response = await agent.request({
      origin: step.url.origin,
      path: `${step.url.pathname}${step.url.search}`,
      method: step.method,
      headers: step.headers,
      body: step.body ?? null,
      signal: limit.signal,
    });
    const body = await readBody(response, step);
    return toAnswer(response, step.url, body);
  } catch (error) {
    throw toSourceError(error, step.url.host);
  } finally {
    limit.end();
  }
}

/**
 * A signal for one call: aborted with its run, and when its time is over. It is ended with the
 * call, for one of `AbortSignal.timeout` lives as long as its time, and a sync makes thousands.
 */
function limitCall(runSignal: AbortSignal, timeoutMs: number) {
  const controller = new AbortController();
  const stop = () => controller.abort(runSignal.reason);
  const timer = setTimeout(() => {
    controller.abort(new DOMException('The call took too long', 'TimeoutError'));
  }, timeoutMs);
  if (runSignal.aborted) stop();
  runSignal.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      runSignal.removeEventListener('abort', stop);
    },
  };
}

async function readBody(response: Dispatcher.ResponseData, step: Step): Promise<Uint8Array> {
  const { host } = step.url;
  const isRefusal = response.statusCode >= 400;
  const limit = isRefusal ? Math.min(step.maxBytes, REFUSAL_BYTES) : step.maxBytes;
  const cuts = step.cutsLonger || isRefusal;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += (chunk as Buffer).length;
    chunks.push(chunk as Buffer);
    // Leaving the loop destroys the stream, and with it the connection.
    if (size > limit) break;
  }
  if (size > limit && !cuts) throw tooLarge({ host, limit });
  const raw = Buffer.concat(chunks).subarray(0, limit);
  const encoding = [response.headers['content-encoding'] ?? ''].flat().join(',');
  return decodeBody(raw, { encoding, host, limit, cuts });
}

function toAnswer(
  response: Dispatcher.ResponseData,
  url: URL,
  body: Uint8Array,
): Omit<SourceAnswer, 'isPublic'> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const headerLines = (name: string) => [response.headers[name.toLowerCase()] ?? []].flat();
  return {
    status: response.statusCode,
    headers,
    headerLines,
    url: url.href,
    body,
    text: onlyOnce(() => new TextDecoder().decode(body)),
    // Whoever asks whether it is JSON at all reads it afterwards.
    json: onlyOnce(() => parseJson(body, headers, url.host)),
  };
}

function parseJson(body: Uint8Array, headers: Headers, host: string): unknown {
  try {
    return readJson(body);
  } catch (error) {
    if (error instanceof TooManyParts) {
      // Without the cause: it is no answer that broke off, and another try would bring the same.
      const words = `An answer of ${host} has more parts than are read at once`;
      throw new SourceError('upstream_error', words);
    }
    const start = new TextDecoder().decode(body.subarray(0, LOOKED_AT));
    const isPage =
      headers.get('content-type')?.includes('html') || /^\s*<(!doctype|html)/i.test(start);
    if (isPage) {
      throw new SourceError('wrong_edition', `${host} answered with a web page instead of data`);
    }
    throw new SourceError('upstream_error', `${host} answered with something that is not JSON`, {
      cause: error,
    });
  }
}
