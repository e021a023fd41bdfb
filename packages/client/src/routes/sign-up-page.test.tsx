import type { SignUpPolicy } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createAppRouter } from '../app/router.tsx';
import { createQueryClient } from '../lib/query-client.ts';

type Options = { sign_up: SignUpPolicy; delivers_mail: boolean };

/** The page as an installation of that kind shows it; answers what was sent to sign up. */
async function showPage(options: Options) {
  const sent: unknown[] = [];
  const answers: Record<string, [number, unknown]> = {
    '/api/sign-in-options': [
      200,
      {
        data: {
          ...{ email_password: true, single_sign_on: false, sample_readers: [] },
          ...options,
        },
      },
    ],
    '/api/visitor': [200, { data: null }],
    '/api/auth/sign-up/email': [200, { token: null, user: null }],
  };
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    if (init?.body) sent.push(JSON.parse(String(init.body)));
    const [status, body] = answers[address] ?? [404, {}];
    return new Response(JSON.stringify(body), { status });
  });
  const queryClient = createQueryClient(() => {});
  const router = createAppRouter(queryClient);
  await router.navigate({ to: '/sign-up' });
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return sent;
}
afterEach(() => vi.unstubAllGlobals());

const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Create account' }));

test('asks for a password where the account is made at once, of a length that counts', async () => {
  const sent = await showPage({ sign_up: 'open', delivers_mail: false });
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Ada' } });
  fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'ada@example.com' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'too short' } });
  submit();
  expect(await screen.findByText('Use 10 to 128 characters.')).toBeInTheDocument();
  expect(sent).toEqual([]);
});

test('hides the password, and lets programs that keep passwords fill it in', async () => {
  await showPage({ sign_up: 'open', delivers_mail: false });
  const input = await screen.findByLabelText('Password');
  expect(input).toHaveAttribute('type', 'password');
  expect(input).toHaveAttribute('autocomplete', 'new-password');
  const isLetThrough = fireEvent.paste(input, { clipboardData: { getData: () => 'x' } });
  expect(isLetThrough).toBe(true);
});

test('asks for none where a mail comes first, and says to look for it', async () => {
  const sent = await showPage({ sign_up: 'open', delivers_mail: true });
  await screen.findByRole('button', { name: 'Create account' });
  await vi.waitFor(() => expect(screen.queryByLabelText('Password')).toBeNull());
  await vi.waitFor(() => expect(screen.getByLabelText('Name')).toHaveFocus());
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Ada' } });
  fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'ada@example.com' } });
  submit();
  expect(await screen.findByRole('heading', { name: 'Look into your mailbox' })).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('A mail to ada@example.com');
  expect(sent).toEqual([{ name: 'Ada', email: 'ada@example.com' }]);
});

test.each([
  ['invited', 'invite you'],
  ['closed', 'Nobody can make an account here'],
] as const)('has no form where sign-up is %s', async (sign_up, text) => {
  await showPage({ sign_up, delivers_mail: false });
  expect(await screen.findByText(new RegExp(text))).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Create account' })).toBeNull();
});
