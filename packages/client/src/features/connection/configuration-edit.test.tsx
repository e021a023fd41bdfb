import type { DataSourceConnection } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToastProvider } from '../../components/toasts.tsx';
import { createQueryClient } from '../../lib/query-client.ts';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { sessionOf } from '../../testing/gallery/usual-answers.ts';
import { NoResizeObserver } from '../../testing/no-resize-observer.ts';
import { sessionQuery } from '../session/session.queries.ts';
import { ConfigurationEdit } from './configuration-edit.tsx';

beforeEach(() => vi.stubGlobal('ResizeObserver', NoResizeObserver));
afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const CONNECTION = connectionIn('synced');

function Page({ connection }: { connection: DataSourceConnection }) {
  return (
    <ToastProvider>
      <ConfigurationEdit connection={connection} onClose={cleanup} />
    </ToastProvider>
  );
}

async function open(connection = CONNECTION) {
  const queryClient = createQueryClient(() => {});
  queryClient.setQueryData(sessionQuery.queryKey, sessionOf('owner').data);
  const shown = (row: DataSourceConnection) => (
    <QueryClientProvider client={queryClient}>
      <Page connection={row} />
    </QueryClientProvider>
  );
  const { rerender } = await act(async () => render(shown(connection)));
  return (row: DataSourceConnection) => act(async () => rerender(shown(row)));
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const type = (name: string, value: string) =>
  act(async () => void fireEvent.change(field(name), { target: { value } }));
const press = (name: string) =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const isOffered = () => screen.queryByRole('button', { name: 'Discard it' }) !== null;

test('what was typed and not saved is there again in the same tab, until somebody lets go of it', async () => {
  await open();
  expect(isOffered()).toBe(false);
  await type('Name', 'Tea');
  await act(async () => void fireEvent.click(screen.getByRole('radio', { name: /Every hour/ })));
  cleanup();

  await open();
  expect(field('Name').value).toBe('Tea');
  screen.getByRole('radio', { name: /Every hour/, checked: true });
  await press('Discard it');
  expect(field('Name').value).toBe(CONNECTION.name);
  expect(isOffered()).toBe(false);
  cleanup();

  await open();
  expect(field('Name').value).toBe(CONNECTION.name);
});

test('whoever cancels has let go of it', async () => {
  await open();
  await type('Name', 'Tea');
  await press('Cancel');
  await open();
  expect(field('Name').value).toBe(CONNECTION.name);
  expect(isOffered()).toBe(false);
});

test('what others save meanwhile stands where nothing was typed, before and after it comes', async () => {
  const changed = { ...CONNECTION, description: 'By somebody else', version: 2 };
  const description = () =>
    screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Description/ }).value;
  const update = await open();
  await type('Name', 'Tea');
  await update(changed);
  cleanup();
  await open(changed);
  expect(field('Name').value).toBe('Tea');
  expect(description()).toBe('By somebody else');
  cleanup();
  await open({ ...changed, description: 'Once more' });
  expect(description()).toBe('Once more');
});
