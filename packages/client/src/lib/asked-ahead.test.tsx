import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getVisitor, listDataSources } from '@rita/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectionFixture } from '../testing/connection-fixture.ts';
import { callApi } from './call-api.ts';

const BEFORE_PAINT = join(import.meta.dirname, '../../public/before-paint.js');
const rows = { data: [connectionFixture()] };
const session = {
  data: {
    user: { id: 'user-1', name: 'Ana', email: 'ana@acme.example' },
    organization: { id: 'organization-1', name: 'Acme' },
    ...{ role: 'owner', organizations: [], has_sample_sources: false },
  },
};
const answers = new Map<string, () => Response>();
const fetched = vi.fn(async (path: string, _init?: RequestInit) => {
  const answer = answers.get(path);
  if (answer === undefined) throw new TypeError('Failed to fetch');
  return answer();
});

beforeEach(() => {
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  // Whatever it took to load this file.
  vi.spyOn(performance, 'now').mockReturnValue(1000);
  fetched.mockClear();
  answers.set('/api/visitor', () => Response.json(session));
  answers.set('/api/data-sources', () => Response.json(rows));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  delete window.askedAhead;
});

/** What the page itself runs first. */
async function openPage(path: string): Promise<void> {
  history.replaceState(null, '', path);
  const script = await readFile(BEFORE_PAINT, 'utf8');
  new Function(script)();
}

test('what a page with a frame needs is asked for before the app runs, and once', async () => {
  await openPage('/data-sources');
  const asked = () => fetched.mock.calls.map(([path]) => path);
  await vi.waitFor(() => expect(asked()).toEqual(['/api/visitor', '/api/data-sources']));
  expect((await callApi(getVisitor)).data?.user.name).toBe('Ana');
  expect((await callApi(listDataSources)).data).toHaveLength(1);
  expect(fetched).toHaveBeenCalledTimes(2);
  await callApi(listDataSources);
  expect(fetched).toHaveBeenCalledTimes(3);
});

test('a page of visitors asks for nothing', async () => {
  await openPage('/sign-in');
  expect(fetched).not.toHaveBeenCalled();
});

test('the answer for somebody who is not signed in is not given to whoever signs in next', async () => {
  answers.set('/api/visitor', () => Response.json({ data: null }));
  await openPage('/data-sources');
  expect((await callApi(getVisitor)).data).toBeNull();
  // Nor is the list asked for: what is refused would be logged.
  await window.askedAhead?.get('/api/data-sources');
  expect(fetched).toHaveBeenCalledOnce();
  expect((await callApi(listDataSources)).data).toHaveLength(1);
});

test('an answer that never came, or that is old, is asked for again', async () => {
  answers.clear();
  await openPage('/data-sources');
  answers.set('/api/visitor', () => Response.json(session));
  expect((await callApi(getVisitor)).data?.user.name).toBe('Ana');

  await openPage('/data-sources');
  vi.spyOn(performance, 'now').mockReturnValue(60_000);
  const asked = () => fetched.mock.calls.filter(([path]) => path === '/api/visitor').length;
  const before = asked();
  await callApi(getVisitor);
  expect(asked()).toBe(before + 1);
});
