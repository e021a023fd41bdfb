import { problemSchema, type Route, type RouteRequest, type RouteSuccess } from '@rita/contracts';
import { currentLanguage } from '../i18n/shown.ts';
import { takeAskedAhead } from './asked-ahead.ts';
import { withoutBidiControls } from './bidi.ts';
import { localProblem, ProblemError } from './problem-error.ts';

type Call<R extends Route> = Omit<RouteRequest<R>, 'headers' | 'query'> &
  Partial<Pick<RouteRequest<R>, Extract<'headers' | 'query', keyof RouteRequest<R>>>>;
type CallOptions = { signal?: AbortSignal };
type CallArguments<R extends Route> =
  // biome-ignore lint/complexity/noBannedTypes: asks whether no part of the call is required
  {} extends Call<R>
    ? [request?: Call<R>, options?: CallOptions]
    : [request: Call<R>, options?: CallOptions];

type Parts = {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  headers?: Record<string, unknown>;
  body?: unknown;
};

/**
 * Calls an endpoint by its description in contracts and answers what it answers, parsed.
 * Throws `ProblemError`; an aborted call throws the abort's reason.
 */
export async function callApi<R extends Route>(
  route: R,
  ...[request, options]: CallArguments<R>
): Promise<RouteSuccess<R>> {
  const parts = (request ?? {}) as Parts;
  const answer = await requestJson(
    fillPath(route.path, parts.params) + toQueryString(parts.query),
    {
      method: route.method,
      headers: toHeaders(parts),
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
      ...(options?.signal === undefined ? {} : { signal: options.signal }),
    },
  );
  const parsed = route.success.schema.safeParse(answer);
  if (!parsed.success) throw new ProblemError(localProblem('internal_error'));
  return withoutBidiControls(parsed.data as RouteSuccess<R>);
}

/**
 * For the endpoints of better-auth below `/api/auth`, which have no description in contracts.
 * Answers the JSON unparsed; throws `ProblemError`.
 */
export function callAuth(path: `/${string}`, body: Record<string, unknown>): Promise<unknown> {
  return requestJson(`/api/auth${path}`, {
    method: 'POST',
    headers: toHeaders({ body }),
    body: JSON.stringify(body),
  });
}

async function requestJson(address: string, init: RequestInit): Promise<unknown> {
  const asked = init.method === 'GET' ? await takeAskedAhead(address) : undefined;
  const response =
    asked ?? (await fetchOrProblem(address, { credentials: 'same-origin', ...init }));
  const answer = await readJson(response);
  if (!response.ok) throw new ProblemError(toProblem(response, answer), readRetryAfter(response));
  return answer;
}

async function fetchOrProblem(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ProblemError(localProblem('service_unavailable'));
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function fillPath(path: string, params: Record<string, unknown> = {}): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function toQueryString(query: Record<string, unknown> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

function toHeaders(parts: Parts): Record<string, string> {
  const given = Object.entries(parts.headers ?? {}).filter(([, value]) => value !== undefined);
  return {
    accept: 'application/json',
    // Mails that this causes are written in it.
    'accept-language': currentLanguage().language,
    ...(parts.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...Object.fromEntries(given.map(([key, value]) => [key, String(value)])),
  };
}

function toProblem(response: Response, answer: unknown) {
  const parsed = problemSchema.safeParse(answer);
  if (parsed.success) return parsed.data;
  if (response.status === 401) return localProblem('unauthenticated');
  return localProblem(response.status >= 502 ? 'service_unavailable' : 'internal_error');
}

function readRetryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}
