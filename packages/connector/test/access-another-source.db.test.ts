import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADA, account, BOB, group, rule, startScriptedConnector, WHOLE } from './access-script.ts';
import type { Connection } from './connection-steps.ts';
import { startFakeSource } from './fake-driver.ts';
import { TOKEN } from './test-connector.ts';

// A connection is led to another site of the same kind: what is one thing here is another one there,
// documents, groups and people alike, under the very same ids.

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
let other: Awaited<ReturnType<typeof startFakeSource>>;
beforeAll(async () => {
  at = await startScriptedConnector();
  other = await startFakeSource(TOKEN);
  other.words = 3;
});
afterAll(async () => {
  await at.close();
  await other.close();
});

const STAFF = rule(['group:staff']);
const STAFF_READ = [{ externalId: 'd0-0', access: STAFF }];
const HERE = {
  accounts: [account('ada@example.com', { id: '1' })],
  groups: [group('group:staff', ['user:1'])],
};
const THERE = {
  accounts: [account('bob@example.com', { id: '1' })],
  groups: [group('group:staff', ['user:1'])],
};

async function connectHere(tenant: string): Promise<Connection> {
  at.script.documents = new Map([['d0-0', STAFF]]);
  at.script.pages = () => [{ ...HERE, documents: STAFF_READ, ...WHOLE }];
  const connection = await at.connect(tenant);
  await at.check(connection);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0']);
  return connection;
}

/** The same connection with the other address, for which its credentials were proven. */
async function leadThere(connection: Connection): Promise<Connection> {
  const settings = { url: other.url };
  const credentials = { personal_access_token: TOKEN };
  const led = { ...connection, run_id: randomUUID(), settings, credentials };
  expect(await at.verify(led)).toMatchObject({ status: 'success' });
  return led;
}

async function textOf(tenantId: string, reader: unknown): Promise<string | undefined> {
  const [first] = (await at.search(tenantId, { reader })).data;
  if (first === undefined) return undefined;
  const request = { tenant_id: tenantId, document_id: first.id, reader };
  const { data } = await at.ask('/documents/get', request);
  return (data as { body: string }).body;
}

test.each(['permissions', 'documents'])(
  'people of the one find nothing of the other when %s are read first',
  async (first) => {
    const tenant = randomUUID();
    const connection = await connectHere(tenant);
    const assign = { tenant_id: tenant, connection_id: connection.connection_id };
    const carol = { person_id: 'p-carol', addresses: [] };
    await at.ask('/access/assign', { ...assign, person_id: carol.person_id, account_id: '1' });
    expect(await at.titles(tenant, carol)).toEqual(['d0-0']);

    const led = await leadThere(connection);
    at.script.pages = () => [{ ...THERE, documents: STAFF_READ, ...WHOLE }];
    if (first === 'permissions') {
      await at.check(led);
      // What is stored is of the site that it was read from, whatever the other says of such an id.
      for (const reader of [ADA, BOB, carol]) expect(await at.titles(tenant, reader)).toEqual([]);
    }
    await at.sync(led);
    // An account that an owner assigned was somebody else's number.
    expect(await at.titles(tenant, carol)).toEqual([]);
    expect(await at.titles(tenant, ADA)).toEqual([]);
    await at.check(led);
    expect(await at.titles(tenant, BOB)).toEqual(['d0-0']);
    expect(await textOf(tenant, BOB)).toContain('Grass Grass Grass');
    for (const reader of [ADA, carol]) expect(await at.titles(tenant, reader)).toEqual([]);
  },
);

test('a reading of the one that is still under way says nothing of the other', async () => {
  const tenant = randomUUID();
  const connection = await connectHere(tenant);
  at.script.pages = async function* () {
    yield { ...HERE, checkpoint: null };
    const led = await leadThere(connection);
    at.script.documents = new Map([['d0-0', rule(['user:2'])]]);
    await at.sync(led);
    yield { documents: STAFF_READ, ...WHOLE };
  };
  expect(await at.check(connection)).toMatchObject({ status: 'access_failed' });
  expect(await at.titles(tenant, ADA)).toEqual([]);
});

test('another account or another choice at the same site changes nothing', async () => {
  const tenant = randomUUID();
  const connection = await connectHere(tenant);
  const settings = { url: `${at.source.url}/`, email: 'other@example.com', spaces: ['ZOO'] };
  const credentials = { personal_access_token: TOKEN };
  const led = { ...connection, run_id: randomUUID(), settings, credentials };
  await at.verify(led);
  await at.sync(led);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0']);
});
