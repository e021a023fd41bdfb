import type { AlertSettings } from '@rita/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ToastProvider } from '../../components/toasts.tsx';
import { NoResizeObserver } from '../../testing/no-resize-observer.ts';
import { AlertsForm } from './alerts-form.tsx';

const SETTINGS: AlertSettings = { mail: true, kinds: ['failed', 'repaired'], quiet: null };

function show() {
  vi.stubGlobal('ResizeObserver', NoResizeObserver);
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_: unknown, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return Response.json({ data: JSON.parse(String(init.body)) });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ToastProvider>
        <AlertsForm settings={SETTINGS} />
      </ToastProvider>
    </QueryClientProvider>,
  );
  return sent;
}

const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }));

test('sends what was chosen, with quiet hours in the browser’s zone', async () => {
  const sent = show();
  fireEvent.click(screen.getByRole('checkbox', { name: 'A sync waits for a decision' }));
  fireEvent.click(screen.getByRole('switch', { name: 'Quiet hours' }));
  fireEvent.change(screen.getByLabelText('Until'), { target: { value: '06:30' } });
  save();
  await waitFor(() => expect(sent).toHaveLength(1));
  const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(sent[0]).toEqual({
    mail: true,
    kinds: ['failed', 'held', 'repaired'],
    quiet: { from: '22:00', to: '06:30', time_zone },
  });
});

test('quiet hours without an end are not sent; without mails nothing else is asked', () => {
  const sent = show();
  fireEvent.click(screen.getByRole('switch', { name: 'Quiet hours' }));
  fireEvent.change(screen.getByLabelText('Until'), { target: { value: '22:00' } });
  save();
  expect(screen.getByRole('alert').textContent).toBe('Choose two different times.');
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole('switch', { name: 'Send me mails' }));
  expect(screen.queryByRole('checkbox')).toBeNull();
});
