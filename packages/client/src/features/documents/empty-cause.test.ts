import type { DataSourceConnection } from '@rita/contracts';
import { expect, test } from 'vitest';
import { t } from '../../i18n/index.ts';
import { emptyCause } from './empty-cause.ts';

const idle = {
  type: 'confluence',
  status: 'idle',
  enabled: true,
  last_sync_status: null,
} as DataSourceConnection;

test.each([
  [t.documents.noneNotConfigured, []],
  [t.documents.noneNotConfigured, [{ ...idle, enabled: false }]],
  [t.documents.noneNeverSynced, [idle]],
  [t.documents.noneSyncing, [idle, { ...idle, status: 'syncing' } as const]],
  [t.documents.noneSyncFailed, [{ ...idle, last_sync_status: 'failed' } as const]],
])('%s', (text, connections) => {
  expect(emptyCause(connections).text).toBe(text);
});

test('a sync that found nothing names the likeliest causes of that source', () => {
  const cause = emptyCause([{ ...idle, last_sync_status: 'completed' }]);
  expect(cause.text).toBe(t.documents.noneEmpty);
  expect(cause.causes[0]).toContain('spaces');
});
