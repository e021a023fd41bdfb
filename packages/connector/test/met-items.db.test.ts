import { failedItemPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourceDocument, SourceDriver, SyncPage } from '../src/sources/source.ts';
import { connectionSteps } from './connection-steps.ts';
import { fakeDriver } from './fake-driver.ts';
import { startTestConnector, TOKEN } from './test-connector.ts';

let pages: Partial<SyncPage>[] = [];
const driver = {
  ...fakeDriver,
  async *sync(): AsyncIterable<SyncPage> {
    for (const page of pages) {
      yield { documents: [], failed: [], unchanged: [], checkpoint: null, ...page };
    }
  },
};

let at: Awaited<ReturnType<typeof startTestConnector>>;
beforeAll(async () => {
  at = await startTestConnector(
    {},
    {
      confluence: async () => driver as unknown as SourceDriver,
      servicenow: 'missing',
      sharepoint: 'missing',
      websearch: 'missing',
    },
  );
});
afterAll(() => at.close());

const documentOf = (externalId: string): SourceDocument => ({
  ...{ externalId, revision: '1', title: externalId, url: null, body: externalId },
  ...{ author: null, createdAt: null, updatedAt: null, path: [], access: { kind: 'public' } },
});
const failureOf = (externalId: string) => ({
  ...{ externalId, title: null, url: null },
  ...{ code: 'upstream_error' as const, reason: 'no' },
});

test('what goes and comes back in one sync stays, be it unreadable, and so does all below what nobody looked at', async () => {
  const steps = connectionSteps(at);
  const connection = at.payload({ credentials: { personal_access_token: TOKEN } });
  await steps.verify(connection);
  const stored = ['page', 'page/old', 'page/left', 'back', 'read', 'other', 'other/file'];
  pages = [{ documents: stored.map(documentOf), failed: [failureOf('page/unread')] }];
  await steps.sync(connection);

  const end = { isComplete: true, cursor: null };
  pages = [
    { removed: ['page/old', 'back', 'read'] },
    { unchanged: ['page', 'read'], unlookedBelow: ['page'], failed: [failureOf('back')], end },
  ];
  const result = await steps.sync(connection);
  expect(result).toMatchObject({
    status: 'sync_completed',
    documents_processed: 4,
    documents_removed: 3,
    documents_failed: 2,
  });
  const found = await steps.search('org-1', { limit: 25 });
  expect(found.data.map(({ title }) => title).toSorted()).toEqual([
    'back',
    'page',
    'page/left',
    'read',
  ]);
  const asked = { tenant_id: 'org-1', connection_id: connection.connection_id, limit: 25 };
  const answer = await at.send(asked, { path: '/failed-items/list' });
  const failed = failedItemPageSchema.parse(await answer.json());
  expect(failed.data.map((item) => item.external_id)).toEqual(['back', 'page/unread']);
});
