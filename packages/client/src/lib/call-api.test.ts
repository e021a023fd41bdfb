import {
  deleteDataSource,
  getSession,
  listAuditEvents,
  listDataSources,
  updateDataSource,
} from '@rita/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { connectionFixture } from '../testing/connection-fixture.ts';
import { callApi, callAuth } from './call-api.ts';
import { ProblemError } from './problem-error.ts';

const id = connectionFixture().id;

function answerWith(body: unknown, init?: ResponseInit) {
  const answer = vi.fn(async (_address: string, _init?: RequestInit) =>
    typeof body === 'string' ? new Response(body, init) : Response.json(body, init),
  );
  vi.stubGlobal('fetch', answer);
  return answer;
}

async function problemOf(call: Promise<unknown>): Promise<ProblemError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return error as ProblemError;
}

afterEach(() => vi.unstubAllGlobals());

test('sends path, headers and body as the description says, and answers what was parsed', async () => {
  const row = connectionFixture();
  const fetched = answerWith({ data: row });
  const answer = await callApi(updateDataSource, {
    params: { id },
    headers: { 'if-match': '"3"' },
    body: { name: 'New' },
  });
  expect(answer.data).toEqual(row);
  expect(fetched).toHaveBeenCalledWith(
    `/api/data-sources/${id}`,
    expect.objectContaining({
      method: 'PUT',
      body: '{"name":"New"}',
      headers: expect.objectContaining({ 'if-match': '"3"', 'content-type': 'application/json' }),
    }),
  );
});

test('leaves out what of the query is not given', async () => {
  const fetched = answerWith({ data: [], next_cursor: null });
  await callApi(listAuditEvents, { query: { limit: 50, object_id: 'a b' } });
  expect(fetched.mock.calls[0]?.[0]).toBe('/api/audit-events?limit=50&object_id=a+b');
});

test('throws the problem that the server answered with', async () => {
  const body = {
    type: '/problems/version_conflict',
    title: 'x',
    status: 412,
    code: 'version_conflict',
    detail: 'x',
    version: 7,
  };
  answerWith(body, { status: 412 });
  const { problem } = await problemOf(callApi(deleteDataSource, { params: { id } }));
  expect(problem).toEqual(body);
});

test('reads Retry-After', async () => {
  const body = { type: 'x', title: 'x', status: 429, code: 'too_many_requests', detail: 'x' };
  answerWith(body, { status: 429, headers: { 'retry-after': '12' } });
  const error = await problemOf(callAuth('/sign-in/email', {}));
  expect(error.retryAfterSeconds).toBe(12);
});

test.each([
  ['a page of a proxy', '<html>Bad gateway</html>', 502, 'service_unavailable'],
  ['an empty 401', '', 401, 'unauthenticated'],
  ['an error that is no problem', '{"oops":1}', 500, 'internal_error'],
  ['an answer of another shape', '{"data":{"user":1}}', 200, 'internal_error'],
])('%s becomes a problem of our own', async (_, body, status, code) => {
  answerWith(body, { status });
  const { problem } = await problemOf(callApi(getSession));
  expect(problem.code).toBe(code);
});

test('no network becomes service_unavailable, but an aborted call stays aborted', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const { problem } = await problemOf(callApi(listDataSources));
  expect(problem.code).toBe('service_unavailable');
  const reason = new Error('left the page');
  vi.stubGlobal('fetch', () => Promise.reject(reason));
  const call = callApi(listDataSources, undefined, { signal: AbortSignal.abort(reason) });
  await expect(call).rejects.toBe(reason);
});
