import { randomUUID } from 'node:crypto';
import { waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConnectorApp } from './connector-app.ts';
import { webhook } from './test-connector.ts';

// What cannot be interrupted cannot be limited: the embedded database has neither.
describe.skipIf(process.env.TEST_DATABASE === 'pglite')('a search that the database holds', () => {
  let at: Awaited<ReturnType<typeof openConnectorApp>>;
  beforeAll(async () => {
    at = await openConnectorApp({ READING_SECONDS: '1' });
  });
  afterAll(() => at.close());

  const search = (tenantId: string) =>
    at.ask('/documents/search', { tenant_id: tenantId, limit: 5, query: 'tea' });

  test('ends at its limit, says so, and holds up no webhook meanwhile', async () => {
    const { kysely } = at.database;
    await kysely.transaction().execute(async (trx) => {
      await sql`lock table documents in access exclusive mode`.execute(trx);
      const tenants = ['org-1', 'org-1', 'org-2', 'org-2'];
      const searches = tenants.map(search);
      await waitFor(async () => (await waiting(kysely)) > 0);
      const credentials = { personal_access_token: 'a-token' };
      const taken = await at.post(
        '/webhook',
        webhook({ source: 'https://a.example', credentials }),
      );
      expect(taken.statusCode).toBe(202);
      expect((await at.app.inject('/health/ready')).statusCode).toBe(200);
      for (const answer of await Promise.all(searches)) {
        expect([answer.statusCode, answer.json().code]).toEqual([422, 'search_took_too_long']);
      }
    });
    expect((await search('org-1')).statusCode).toBe(200);
    expect(at.logText()).not.toContain('"level":50');
  });

  async function waiting(kysely: typeof at.database.kysely): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(kysely);
    return rows[0]?.count ?? 0;
  }

  test('whoever hangs up leaves no error behind', async () => {
    const url = await at.app.listen({ port: 0, host: '127.0.0.1' });
    const { kysely } = at.database;
    const hangUp = new AbortController();
    await kysely.transaction().execute(async (trx) => {
      await sql`lock table documents in access exclusive mode`.execute(trx);
      const asked = at.signed('/documents/search', { tenant_id: 'org-1', limit: 5, query: 'tea' });
      const answer = fetch(`${url}/documents/search`, { ...asked, signal: hangUp.signal });
      await waitFor(async () => (await waiting(kysely)) === 1);
      hangUp.abort();
      await expect(answer).rejects.toThrow();
    });
    expect((await search(randomUUID())).statusCode).toBe(200);
    expect(at.logText()).not.toContain('"level":50');
  });
});
