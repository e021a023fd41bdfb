import type { CurrentSession } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sessionQuery } from '../features/session/session.queries.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { createAppRouter } from './router.tsx';

const session = {
  user: { id: 'user-1', name: 'Ana', email: 'ana@acme.example' },
  organization: { id: 'organization-1', name: 'Acme' },
  role: 'owner',
  organizations: [],
  has_sample_sources: false,
} as const satisfies CurrentSession;

beforeEach(() => {
  // Nothing answers: the test is about the session alone.
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  vi.stubGlobal('scrollTo', () => {});
});
afterEach(() => vi.unstubAllGlobals());

test('a session that ends leads to the sign-in page, once, with the way back', async () => {
  const queryClient = createQueryClient(() => {});
  queryClient.setQueryData(sessionQuery.queryKey, session);
  const router = createAppRouter(queryClient);
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await act(() => router.navigate({ to: '/settings' }));
  await screen.findByRole('heading', { name: 'Settings' });
  const navigate = vi.spyOn(router, 'navigate');
  act(() => {
    queryClient.setQueryData(sessionQuery.queryKey, null);
  });
  await screen.findByRole('heading', { name: 'Welcome back' });
  expect(router.state.location.search).toEqual({ return_to: '/settings', ended: true });
  expect(navigate).toHaveBeenCalledOnce();
});
