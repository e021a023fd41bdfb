import type { ConnectionAccess } from '@rita/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createQueryClient } from '../../lib/query-client.ts';
import { connectionIn } from '../../testing/gallery/connection-states.ts';
import { minutesAgo } from '../../testing/gallery/moments.ts';
import { PermissionsNote } from './permissions-note.tsx';

const SYNCED = connectionIn('synced');
const DAY = 1440;
const A_DAY = { staleLimitHours: 24 };

/** What is said where the connector believes what it has read for a day, or has not said for how long. */
function wordsFor(changes: Partial<ConnectionAccess>, told: { staleLimitHours?: number } = A_DAY) {
  const queryClient = createQueryClient(() => {});
  queryClient.setQueryData(['connector-reading'], { isUnable: false, ...told });
  const access = { ...SYNCED.access, ...changes };
  const { container } = render(
    <QueryClientProvider client={queryClient}>
      <PermissionsNote connection={{ ...SYNCED, access }} />
    </QueryClientProvider>,
  );
  return container.textContent ?? '';
}

function readAgo(minutes: number): Partial<ConnectionAccess> {
  const { summary } = SYNCED.access;
  return { summary: summary && { ...summary, people_read_at: minutesAgo(minutes) } };
}

test('permissions too old to be believed are told where it is said that all is up to date', () => {
  expect(wordsFor(readAgo(2 * DAY))).toContain('nobody finds restricted documents');
  expect(wordsFor(readAgo(0.9 * DAY))).toBe('');
  expect(wordsFor(readAgo(5))).toBe('');
});

test('nothing is said where everybody finds all, or the connector does not say how long it believes', () => {
  expect(wordsFor({ ...readAgo(2 * DAY), mode: 'everyone' })).toBe('');
  expect(wordsFor(readAgo(2 * DAY), {})).toBe('');
});

test('permissions that were never read are told first', () => {
  const never = { last_checked_at: null, last_ended_at: null, summary: null };
  expect(wordsFor(never)).toBe('Permissions are being read for the first time.');
  expect(wordsFor({ ...never, last_ended_at: minutesAgo(3) })).toContain('nobody finds');
});
