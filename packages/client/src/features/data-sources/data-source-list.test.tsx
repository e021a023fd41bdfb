import type { CurrentSession, DataSourceConnection } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToastProvider } from '../../components/toasts.tsx';
import { showLanguage } from '../../i18n/show-language.ts';
import { createQueryClient } from '../../lib/query-client.ts';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { sessionQuery } from '../session/session.queries.ts';
import { DataSourceList } from './data-source-list.tsx';
import { applyConnection, DATA_SOURCES_KEY } from './data-sources.cache.ts';
import { useDataSources } from './data-sources.queries.ts';

const MANY = 30;
const session = {
  user: { id: 'user-1', name: 'Ana', email: 'ana@acme.example' },
  organization: { id: 'organization-1', name: 'Acme' },
  role: 'owner',
  organizations: [],
  has_sample_sources: false,
} as const satisfies CurrentSession;

let tellSight: IntersectionObserverCallback = () => {};

beforeEach(() => {
  // A whole second, as the clock of the pages counts.
  const now = Date.UTC(2026, 10, 29, 12);
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now });
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(told: IntersectionObserverCallback) {
        tellSight = told;
      }
      observe() {}
      unobserve() {}
    },
  );
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await act(() => showLanguage('en'));
});

function List() {
  const { data = [] } = useDataSources();
  return <DataSourceList connections={data} />;
}

async function renderList(connections: DataSourceConnection[]) {
  const queryClient = createQueryClient(() => {});
  queryClient.setQueryData(sessionQuery.queryKey, session);
  queryClient.setQueryData(DATA_SOURCES_KEY, connections);
  const routeTree = createRootRoute({ component: List });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  render(
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router as never} />
      </ToastProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('list', { name: 'All data sources' });
  return queryClient;
}

const syncing = (at: number) =>
  connectionIn('syncing', {
    ...{ id: `id-${at}`, name: `Source ${String(at).padStart(2, '0')}` },
    run_last_heard_at: new Date(Date.now() - 5_000).toISOString(),
  });
const cards = () => screen.getAllByRole('article').map((card) => card.textContent);

test('of many, the clock runs for those that somebody can see', async () => {
  await renderList(Array.from({ length: MANY }, (_, at) => syncing(at)));
  const [first] = screen.getAllByRole('article');
  const target = first?.parentElement as Element;
  act(() => tellSight([{ target, isIntersecting: true } as never], {} as never));
  act(() => void vi.advanceTimersByTime(10_000));
  expect(cards()[0]).toContain('heard 15 s ago');
  expect(cards()[1]).toContain('heard 5 s ago');
});

test('of a few, it runs for all', async () => {
  await renderList([syncing(0), syncing(1)]);
  act(() => void vi.advanceTimersByTime(10_000));
  for (const card of cards()) expect(card).toContain('heard 15 s ago');
});

test.each([2, MANY])('each of %i cards says what is new of its connection', async (count) => {
  const rows = Array.from({ length: count }, (_, at) => syncing(at));
  const queryClient = await renderList(rows);
  const last = rows.at(-1) as DataSourceConnection;
  const changed = { ...last, documents_processed: 777, version: last.version + 1 };
  applyConnection(queryClient, changed);
  await waitFor(() => expect(cards().at(-1)).toContain('777'));
  expect(cards()[0]).not.toContain('777');
});

test('a sync that waits for its turn says which place it has, and that it is the next', async () => {
  const waiting = connectionIn('queued', { run_last_heard_at: new Date().toISOString() });
  const queryClient = await renderList([waiting]);
  expect(cards()[0]).toContain('Waiting for its turn: place 3');
  await act(() => showLanguage('de'));
  expect(cards()[0]).toContain('Wartet auf den Beginn: Platz 3');
  await act(() => showLanguage('ar'));
  expect(cards()[0]).toMatch(/بانتظار الدور: الترتيب [3٣]/);
  await act(() => showLanguage('en'));
  const next = { ...waiting, run_queue_position: 1, version: waiting.version + 1 };
  applyConnection(queryClient, next);
  await waitFor(() => expect(cards()[0]).toContain('Waiting for its turn: next'));
  const begun = { ...next, run_queue_position: null, version: next.version + 1 };
  applyConnection(queryClient, begun);
  await waitFor(() => expect(cards()[0]).not.toContain('Waiting'));
});

test('cards follow the language', async () => {
  await renderList([syncing(0)]);
  await act(() => showLanguage('de'));
  expect(cards()[0]).toMatch(/Wird synchronisiert|Synchronisiert/);
});
