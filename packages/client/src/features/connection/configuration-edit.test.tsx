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

const connection = connectionIn('synced');

async function open() {
  const queryClient = createQueryClient(() => {});
  queryClient.setQueryData(sessionQuery.queryKey, sessionOf('owner').data);
  await act(async () => {
    render(
      <QueryClientProvider client={queryClient}>
        <ToastProvider>
          <ConfigurationEdit connection={connection} onClose={cleanup} />
        </ToastProvider>
      </QueryClientProvider>,
    );
  });
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
  expect(field('Name').value).toBe(connection.name);
  expect(isOffered()).toBe(false);
  cleanup();

  await open();
  expect(field('Name').value).toBe(connection.name);
});

test('whoever cancels has let go of it', async () => {
  await open();
  await type('Name', 'Tea');
  await press('Cancel');
  await open();
  expect(field('Name').value).toBe(connection.name);
  expect(isOffered()).toBe(false);
});
