import type { Consent } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createAppRouter } from '../app/router.tsx';
import { createQueryClient } from '../lib/query-client.ts';

const CONSENT: Consent = {
  client_name: 'Claude',
  client_host: 'claude.example',
  redirect_host: 'claude.example',
  is_on_this_machine: false,
  scopes: ['documents:read'],
  organizations: [
    { id: 'org-1', name: 'Acme', role: 'member' },
    { id: 'org-2', name: 'Beta', role: 'owner' },
  ],
};
const SESSION = {
  user: { id: 'u', name: 'Ada', email: 'ada@example.com' },
  organization: { id: 'org-1', name: 'Acme' },
  role: 'member',
  organizations: [],
  has_sample_sources: false,
};

const NOT_FOUND = { type: 'x', title: 'x', status: 404, code: 'not_found', detail: 'x' };

/** The page as an assistant opens it; answers what was sent, and where the browser went. */
async function showPage(consent: Consent | null, session: unknown = SESSION) {
  const sent: unknown[] = [];
  const answers: Record<string, [number, unknown]> = {
    '/api/visitor': [200, { data: session }],
    '/api/consents/c-1/request': consent === null ? [404, NOT_FOUND] : [200, { data: consent }],
    '/api/consents/c-1/answer': [200, { data: { continue_at: 'https://rita.example/go-on' } }],
  };
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    if (init?.body) sent.push(JSON.parse(String(init.body)));
    const [status, body] = answers[address] ?? [404, {}];
    return new Response(JSON.stringify(body), { status });
  });
  const went = vi.fn();
  vi.stubGlobal('location', { ...window.location, assign: went });
  const queryClient = createQueryClient(() => {});
  const router = createAppRouter(queryClient);
  await router.navigate({ to: '/connect/$consentId', params: { consentId: 'c-1' } });
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { sent, went, router };
}
afterEach(() => vi.unstubAllGlobals());

test('says who asks, who vouches, where the answer goes and for what, and lets choose the organization', async () => {
  const { sent, went } = await showPage(CONSENT);
  await screen.findByRole('heading', { name: 'Let Claude read your documents?' });
  expect(screen.getByText('claude.example says that this is its assistant.')).toBeInTheDocument();
  expect(screen.getByText('claude.example')).toBeInTheDocument();
  expect(screen.queryByText(/any program there can say any name/)).toBeNull();
  fireEvent.change(screen.getByLabelText('In'), { target: { value: 'org-2' } });
  fireEvent.click(screen.getByRole('button', { name: 'Allow' }));
  await waitFor(() => expect(went).toHaveBeenCalledWith('https://rita.example/go-on'));
  expect(sent).toEqual([{ answer: 'allow', organization_id: 'org-2' }]);
});

test('warns of programs on this machine, and of names that nobody vouches for', async () => {
  const { sent } = await showPage({
    ...CONSENT,
    ...{ client_host: null, redirect_host: 'localhost:1455', is_on_this_machine: true },
  });
  expect(await screen.findByText(/any program there can say any name/)).toBeInTheDocument();
  expect(screen.getByText(/nobody vouches for it/)).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: 'Refuse' }));
  await waitFor(() => expect(sent).toEqual([{ answer: 'refuse' }]));
});

test('says what to do where there is nothing to allow', async () => {
  await showPage(null);
  expect(await screen.findByText(/begun in another browser/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Allow' })).toBeNull();
});

test('sends whoever is not signed in to do so, and back', async () => {
  const { router } = await showPage(null, null);
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
  expect(router.state.location.search).toMatchObject({ return_to: '/connect/c-1' });
});
