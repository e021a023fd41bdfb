import type { CurrentSession, DataSourceConnection } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
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

beforeEach(() => {
  // A whole second, as the clock of the pages counts.
  const now = Date.UTC(2026, 10, 29, 12);
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now });
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('ContentVisibilityAutoStateChangeEvent', Event);
  // That of jsdom runs by the interval that stands still here.
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run));
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
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
/** What each says, as it is read: which of the blanks may be the end of a line does not matter here. */
const cards = () =>
  screen.getAllByRole('article').map((card) => card.textContent.replaceAll('\u00a0', ' '));

const list = () => screen.getByRole('list', { name: 'All data sources' });

/** What the browser tells when a row of cards, the first one, comes into sight, or leaves it. */
function see(isInSight: boolean, row = list().firstElementChild) {
  const event = new Event('contentvisibilityautostatechange');
  act(() => {
    row?.dispatchEvent(Object.assign(event, { skipped: !isInSight }));
  });
}

test('of many, the clock runs for those that somebody can see', async () => {
  await renderList(Array.from({ length: MANY }, (_, at) => syncing(at)));
  see(true);
  act(() => void vi.advanceTimersByTime(10_000));
  expect(cards()[1]).toContain('heard 15 s ago');
  expect(cards()[2]).toContain('heard 5 s ago');
  see(false);
  act(() => void vi.advanceTimersByTime(10_000));
  expect(cards()[0]).toContain('heard 15 s ago');
});

test('a card that comes into sight tells the time of that moment', async () => {
  await renderList(Array.from({ length: MANY }, (_, at) => syncing(at)));
  act(() => void vi.advanceTimersByTime(10_000));
  expect(cards()[0]).toContain('heard 5 s ago');
  see(true);
  expect(cards()[0]).toContain('heard 15 s ago');
});

test('where the browser does not tell what is in sight, all clocks run', async () => {
  vi.unstubAllGlobals();
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  await renderList(Array.from({ length: MANY }, (_, at) => syncing(at)));
  act(() => void vi.advanceTimersByTime(10_000));
  for (const card of cards()) expect(card).toContain('heard 15 s ago');
});

test('of many, each is an item of the one list', async () => {
  await renderList(Array.from({ length: MANY + 1 }, (_, at) => syncing(at)));
  const items = screen.getAllByRole('article').map((card) => card.closest('[role=listitem]'));
  expect(new Set(items).size).toBe(MANY + 1);
  for (const item of items) expect(item?.closest('[role=list]')).toBe(list());
});

test('rows that were not drawn yet are kept as much room as those of their states took', async () => {
  await renderList(Array.from({ length: MANY }, (_, at) => syncing(at)));
  const [first, second, third, other] = list().children;
  const heights = [300, 232.25, 246.5];
  for (const [at, row] of [first, second, third].entries()) {
    if (row) row.getBoundingClientRect = () => ({ height: heights[at] }) as DOMRect;
    see(true, row ?? null);
  }
  const name = '--usual-height-syncing-syncing';
  await waitFor(() => expect(list().style.getPropertyValue(name)).toBe('232.25px'));
  expect(other?.getAttribute('style')).toContain(`var(${name}, 198px)`);
});

test('as time passes a card becomes what it is by then, and leaves no clock running', async () => {
  const row = syncing(0);
  await renderList([{ ...row, run_heartbeat_seconds: 10 }]);
  const state = () => screen.getByRole('article').dataset.state;
  expect(state()).toBe('syncing');
  act(() => void vi.advanceTimersByTime(30_000));
  expect(state()).toBe('silent');
  expect(cards()[0]).toContain('No word for 35 s');
  // What came before is no promise of an end.
  expect(cards()[0]).not.toMatch(/pages\/s|left/);
  cleanup();
  expect(vi.getTimerCount()).toBe(0);
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

test('a card stays where it is while somebody looks, and those who come back see the worst first', async () => {
  const [first, second] = [syncing(0), syncing(1)];
  const queryClient = await renderList([first, second]);
  const order = () => screen.getAllByRole('article').map(({ dataset }) => dataset.state);
  const failed = connectionIn('failed', { id: second.id, name: second.name, version: 9 });
  applyConnection(queryClient, failed);
  await waitFor(() => expect(order()).toEqual(['syncing', 'failed']));
  const look = (isHidden: boolean) => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
  };
  look(true);
  expect(order()).toEqual(['syncing', 'failed']);
  look(false);
  expect(order()).toEqual(['failed', 'syncing']);
});

test('cards follow the language', async () => {
  await renderList([syncing(0)]);
  await act(() => showLanguage('de'));
  expect(cards()[0]).toMatch(/Wird synchronisiert|Synchronisiert/);
});

test('a sync that has nothing to read leads to what is read, for trying again is no cure', async () => {
  await renderList([connectionIn('failed', { type: 'websearch', error_code: 'not_configured' })]);
  expect(screen.getByRole('link', { name: /^Change the choice/ })).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Try again/ })).toBeNull();
});
