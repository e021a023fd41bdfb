import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createQueryClient } from '../../lib/query-client.ts';
import { ToldKinds } from './told-kinds.tsx';

afterEach(() => vi.unstubAllGlobals());

test('a click is saved, and the last one is not taken away without a word', async () => {
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', async (_path: string, init?: RequestInit) => {
    bodies.push(JSON.parse(String(init?.body)));
    return Response.json({}, { status: 500 });
  });
  render(
    <QueryClientProvider client={createQueryClient(() => {})}>
      <ToldKinds kinds={['failed', 'held']} />
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole('checkbox', { name: 'A sync failed' }));
  await waitFor(() => expect(bodies).toEqual([{ kinds: ['held'] }]));
  expect(await screen.findByRole('alert')).toBeVisible();
  fireEvent.click(screen.getByRole('checkbox', { name: 'A sync waits for a decision' }));
  expect(screen.getByText(/Choose at least one/)).toBeVisible();
  expect(bodies).toHaveLength(1);
});
