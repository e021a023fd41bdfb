import { randomUUID } from 'node:crypto';
import { failedItemPageSchema } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SourceDocument, SourceDriver, SyncPage, SyncRequest } from '../src/sources/source.ts';
import type { AccessPage } from '../src/sources/source-access.ts';
import { ADA, account, group, rule, WHOLE } from './access-script.ts';
import { connectionSteps } from './connection-steps.ts';
import { fakeDriver } from './fake-driver.ts';
import { startTestConnector, TOKEN } from './test-connector.ts';

/** As a source leaves it that cuts names in the middle of a sign, and one that PostgreSQL takes in no text. */
const HALF_A_SIGN = 'Teas \ud83c';
const WITH_NUL = 'Te\u0000as';

let pages: Partial<SyncPage>[] = [];
let readings: AccessPage[] = [];
const cursors: SyncRequest['cursor'][] = [];
const driver = {
  ...fakeDriver,
  verify: async (...[, report]: Parameters<SourceDriver['verify']>) => {
    report({ name: 'signed_in', outcome: 'passed', detail: HALF_A_SIGN });
    return {
      options: {
        spaces: [
          { value: 'TEA', label: HALF_A_SIGN },
          { value: 'NUL', label: WITH_NUL },
        ],
      },
    };
  },
  async *sync(_: unknown, request: SyncRequest): AsyncIterable<SyncPage> {
    cursors.push(request.cursor);
    for (const page of pages) {
      yield { documents: [], failed: [], unchanged: [], checkpoint: null, ...page };
    }
  },
  async *readAccess(): AsyncIterable<AccessPage> {
    yield* readings;
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

const documentOf = (externalId: string, more: Partial<SourceDocument> = {}): SourceDocument => ({
  ...{ externalId, revision: '1', title: externalId, url: null, body: externalId, author: null },
  ...{ createdAt: null, updatedAt: null, path: [], access: { kind: 'public' } },
  ...more,
});

async function connect(tenantId = randomUUID()) {
  const steps = connectionSteps(at);
  const credentials = { personal_access_token: TOKEN };
  const connection = at.payload({ tenant_id: tenantId, credentials });
  return { ...steps, tenantId, connection, verified: await steps.verify(connection) };
}

test('a name that was cut within a sign does not keep a source from being connected', async () => {
  const { verified } = await connect();
  expect(verified).toMatchObject({
    status: 'success',
    checks: [{ detail: 'Teas \ufffd' }],
    options: { spaces: [{ label: 'Teas \ufffd' }, { label: 'Teas' }] },
  });
});

test('times of another world are left out, and cost no document', async () => {
  const { sync, search, connection, tenantId } = await connect();
  const years = [
    '+012345-01-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    'never',
  ];
  const usual = new Date('2026-02-01T00:00:00Z');
  const odd = years.map((text, at) =>
    documentOf(`odd ${at}`, { createdAt: new Date(text), updatedAt: new Date(text) }),
  );
  pages = [{ documents: [...odd, documentOf('usual', { createdAt: usual, updatedAt: usual })] }];
  expect(await sync(connection)).toMatchObject({ status: 'sync_completed', documents_added: 5 });
  const { data } = await search(tenantId);
  const times = data.map(({ title, updated_at }) => [title, updated_at]);
  expect(Object.fromEntries(times)).toEqual({
    ...{ 'odd 0': null, 'odd 1': null, 'odd 2': null, 'odd 3': null },
    usual: usual.toISOString(),
  });
});

test('odd signs in what failed, in ids and in what is kept for the next sync stop no sync', async () => {
  const { sync, connection, tenantId, tellFailed } = await withFailures();
  const failed = {
    externalId: WITH_NUL,
    title: WITH_NUL,
    url: WITH_NUL,
    code: 'upstream_error' as const,
  };
  const cursor = { titles: { a: HALF_A_SIGN, b: WITH_NUL } };
  pages = [{ failed: [{ ...failed, reason: WITH_NUL }], end: { isComplete: true, cursor } }];
  expect(await sync(connection)).toMatchObject({ status: 'sync_completed', documents_failed: 1 });
  expect(await tellFailed(tenantId)).toMatchObject([
    { external_id: 'Teas', title: 'Teas', url: 'Teas', reason: 'Teas' },
  ]);
  pages = [];
  await sync(connection);
  expect(cursors.at(-1)).toEqual({ titles: { a: 'Teas \ufffd', b: 'Teas' } });
});

test('nor do they in the name of a group keep who may read what from being known', async () => {
  const { sync, check, search, connection, tenantId } = await connect();
  pages = [{ documents: [documentOf('gyokuro', { access: rule(['group:tasters']) })] }];
  await sync(connection);
  const documents = [{ externalId: 'gyokuro', access: rule(['group:tasters']) }];
  const tasters = { ...group('group:tasters', ['user:ada']), name: WITH_NUL };
  readings = [
    { documents, accounts: [account('ada@example.com')], groups: [tasters], checkpoint: null },
    WHOLE,
  ];
  expect(await check(connection)).toMatchObject({ status: 'access_completed' });
  expect((await search(tenantId, { reader: ADA })).data).toMatchObject([{ title: 'gyokuro' }]);
});

async function withFailures() {
  const connected = await connect();
  const tellFailed = async (tenantId: string) => {
    const asked = {
      tenant_id: tenantId,
      connection_id: connected.connection.connection_id,
      limit: 25,
    };
    const answer = await at.send(asked, { path: '/failed-items/list' });
    return failedItemPageSchema.parse(await answer.json()).data;
  };
  return { ...connected, tellFailed };
}
