import type { AccessSummary } from '@rita/contracts';
import { expect, test } from 'vitest';
import { t } from '../../i18n/index.ts';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { emptyCause } from './empty-cause.ts';

const idle = connectionFixture({ enabled: true });
const synced = connectionFixture({
  ...{ enabled: true, last_sync_status: 'completed', last_sync_at: idle.created_at },
});
const read = (documents: Partial<Record<'public' | 'rule', number>>) => {
  const summary = {
    documents: { public: 0, members_of_source: 0, rule: 0, nobody: 0, ...documents },
  } as AccessSummary;
  return { ...synced, access: { ...synced.access, last_checked_at: idle.created_at, summary } };
};
const failed = { ...synced, access: { ...synced.access, last_result: 'failed' } } as const;
const open = { ...synced, access: { ...synced.access, mode: 'everyone' } } as const;

test.each([
  [t.documents.noneNotConfigured, []],
  [t.documents.noneNotConfigured, [{ ...idle, enabled: false }]],
  [t.documents.noneNeverSynced, [idle]],
  [t.documents.noneSyncing, [idle, { ...idle, status: 'syncing' } as const]],
  [t.documents.noneUnread, [synced]],
  [t.documents.noneUnread, [idle, read({ rule: 3 }), synced]],
  [t.documents.noneReadingFailed, [failed]],
  [t.documents.noneReadable, [read({ rule: 3 })]],
  [t.documents.noneReadable, [{ ...open, documents_processed: 4 }]],
  [t.documents.noneEmpty, [read({})]],
  [t.documents.noneEmpty, [open]],
  [t.documents.noneSyncFailed, [{ ...idle, last_sync_status: 'failed' } as const]],
])('%s', (text, connections) => {
  expect(emptyCause(connections).text).toBe(text);
});

test('a sync that found nothing names the likeliest causes of that source', () => {
  const cause = emptyCause([read({})]);
  expect(cause.text).toBe(t.documents.noneEmpty);
  expect(cause.causes[0]).toContain('spaces');
});
