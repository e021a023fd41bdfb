import { randomUUID } from 'node:crypto';
import { documentPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestConnector, TOKEN } from './test-connector.ts';

describe('verify, sync, search', () => {
  let at: Awaited<ReturnType<typeof startTestConnector>>;
  beforeAll(async () => {
    at = await startTestConnector();
  });
  afterAll(() => at.close());

  test('from the credentials to a document found', async () => {
    const verify = at.payload({ credentials: { personal_access_token: TOKEN } });
    expect((await at.send(verify)).status).toBe(202);
    const verified = await at.app.result(verify.run_id);
    expect(verified).toMatchObject({ type: 'verification', status: 'success' });

    const sync = {
      ...verify,
      action: 'trigger_sync',
      run_id: randomUUID(),
      credentials: undefined,
    };
    expect((await at.send(sync)).status).toBe(202);
    const synced = await at.app.result(sync.run_id);
    expect(synced).toMatchObject({
      status: 'sync_completed',
      documents_processed: 12,
      documents_total: 12,
      documents_added: 12,
      documents_updated: 0,
      documents_removed: 0,
      documents_failed: 0,
    });
    const seqs = at.app.ofRun(sync.run_id).map((message) => message.seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => (a ?? 0) - (b ?? 0)));

    const search = { tenant_id: 'org-1', query: 'zebra gra', limit: 5 };
    const answer = await at.send(search, { path: '/documents/search' });
    const page = documentPageSchema.parse(await answer.json());
    expect(page.total).toBe(12);
    expect(page.data[0]?.excerpt).toContain('\uE000zebra\uE001');
  });
});
