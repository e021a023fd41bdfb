import type { CurrentSession, DataSourceConnection, SampleSource } from '@rita/contracts';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { applyConnection, DATA_SOURCES_KEY } from '../data-sources/data-sources.cache.ts';
import { connectSample } from './connect-sample.ts';

const AT = '2026-11-23T12:00:00.000Z';
const session: CurrentSession = {
  user: { id: 'user-1', name: 'Ana', email: 'ana@acme.example' },
  organization: { id: 'organization-1', name: 'Acme' },
  role: 'owner',
  organizations: [],
  has_sample_sources: true,
};
const sample: SampleSource = {
  ...{ type: 'websearch', name: 'Northwind search', description: '', credentials: {} },
  settings: { provider: 'searxng', url: 'http://127.0.0.1:4711', queries: ['green tea'] },
};

/** The row as the app has it; the calls that came; what each path answers beside its usual work. */
let row: DataSourceConnection;
let calls: { call: string; body: unknown; version: string | null }[];
let refusals: Record<string, () => { code: string; status: number } | undefined>;
let queryClient: QueryClient;

const change = (changes: Partial<DataSourceConnection>) => {
  row = { ...row, ...changes, version: row.version + 1 };
};
const { queries, ...address } = sample.settings;
const proven = { settings: address, verified_at: AT, last_verification_at: AT };
/** As a live event brings it. */
const tell = (changes: Partial<DataSourceConnection>) => {
  change(changes);
  applyConnection(queryClient, row);
};
const ACTS: Record<string, () => unknown> = {
  verify: () => {
    change({ status: 'verifying', run_id: 'run-1' });
    return { status: 'verifying', message: 'Verification in progress', run_id: 'run-1' };
  },
  [connectionFixture().id]: () => {
    change({ enabled: true });
    return { data: row };
  },
  sync: () => {
    change({ status: 'syncing', run_id: 'run-2' });
    return { status: 'syncing', message: 'Sync started', run_id: 'run-2' };
  },
};

beforeEach(() => {
  row = connectionFixture({ type: 'websearch', settings: {} });
  calls = [];
  refusals = {};
  queryClient = new QueryClient();
  queryClient.setQueryData(DATA_SOURCES_KEY, [row]);
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    if (address === '/api/data-sources') return Response.json({ data: [row] });
    if (address === '/api/connector') {
      const sealing = { required: false, reachable: true, roots: [], pinned: false, time: AT };
      return Response.json({ data: null, sealing });
    }
    const call = address.split('/').at(-1) ?? '';
    const version = new Headers(init.headers).get('if-match');
    calls.push({ call, body: JSON.parse(String(init.body)), version });
    const refusal = refusals[call]?.();
    if (refusal === undefined) return Response.json(ACTS[call]?.());
    const { status, code } = refusal;
    const problem = { type: `/problems/${code}`, title: code, detail: code, status, code };
    return Response.json(problem, { status });
  });
});
afterEach(() => {
  queryClient.clear();
  vi.unstubAllGlobals();
});

const start = () => connectSample({ queryClient, session, sample });
const made = () => calls.map(({ call }) => (call === row.id ? 'choose' : call));
const cached = () => queryClient.getQueryData<DataSourceConnection[]>(DATA_SOURCES_KEY)?.[0];
const untilChecking = () => vi.waitFor(() => expect(cached()?.status).toBe('verifying'));

test('access is proven, what to read is said, and the first sync begins', async () => {
  const connecting = start();
  await untilChecking();
  expect(made()).toEqual(['verify']);
  tell({ ...proven, status: 'idle', run_id: null });
  await connecting;
  expect(made()).toEqual(['verify', 'choose', 'sync']);
  const [verified, chosen] = calls;
  expect(verified).toMatchObject({
    version: '"1"',
    body: { settings: address, method: 'none' },
  });
  expect(chosen).toMatchObject({ version: '"3"', body: { enabled: true, settings: { queries } } });
  expect(cached()?.status).toBe('syncing');
});

test('it ends where access could not be proven, and where somebody cancelled that', async () => {
  for (const result of [{ last_verification_at: AT, last_verification_error: 'HTTP 401' }, {}]) {
    calls = [];
    const connecting = start();
    await untilChecking();
    tell({ ...result, status: 'idle', run_id: null });
    await connecting;
    expect(made()).toEqual(['verify']);
  }
});

test('another tab that was faster is followed, and nothing is done twice', async () => {
  refusals.verify = () => {
    if (row.status === 'idle') change({ status: 'verifying', run_id: 'of-the-other' });
    return { code: 'run_in_progress', status: 409 };
  };
  refusals[row.id] = () => {
    if (!row.enabled) change({ enabled: true });
    return { code: 'version_conflict', status: 412 };
  };
  refusals.sync = () => {
    change({ status: 'syncing', run_id: 'of-the-other' });
    return { code: 'run_in_progress', status: 409 };
  };
  const connecting = start();
  await untilChecking();
  tell({ ...proven, status: 'idle', run_id: null });
  await expect(connecting).resolves.toBeUndefined();
  expect(made()).toEqual(['verify', 'choose', 'sync']);
});

test('what somebody configured meanwhile is left to them', async () => {
  const own = { provider: 'searxng', url: 'https://search.acme.example' };
  refusals.verify = () => {
    change({ settings: own });
    return { code: 'version_conflict', status: 412 };
  };
  await start();
  expect(made()).toEqual(['verify']);
  expect(cached()?.settings).toEqual(own);
});

test('a version that only progress has changed is no end of it', async () => {
  change(proven);
  queryClient.setQueryData(DATA_SOURCES_KEY, [row]);
  let times = 0;
  refusals[row.id] = () => {
    times += 1;
    if (times > 1) return undefined;
    change({});
    return { code: 'version_conflict', status: 412 };
  };
  await start();
  expect(made()).toEqual(['choose', 'choose', 'sync']);
});

test('what is refused for another reason is thrown, and what was done stays to be gone on with', async () => {
  change(proven);
  queryClient.setQueryData(DATA_SOURCES_KEY, [row]);
  refusals.sync = () => ({ code: 'service_unavailable', status: 503 });
  await expect(start()).rejects.toMatchObject({ problem: { code: 'service_unavailable' } });
  expect(cached()).toMatchObject({ enabled: true, status: 'idle' });
  refusals = {};
  await start();
  expect(made()).toEqual(['choose', 'sync', 'sync']);
});

test('it ends with the session, whose list is forgotten', async () => {
  const connecting = start();
  await untilChecking();
  queryClient.removeQueries({ queryKey: DATA_SOURCES_KEY });
  await connecting;
  expect(made()).toEqual(['verify']);
});
