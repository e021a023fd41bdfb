import { randomUUID } from 'node:crypto';
import { explainAnswerSchema } from '@rita/contracts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SourceError } from '../src/sources/source.ts';
import {
  ADA,
  account,
  BOB,
  group,
  PEOPLE_ONLY,
  rule,
  startScriptedConnector,
  WHOLE,
} from './access-script.ts';

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
beforeAll(async () => {
  at = await startScriptedConnector();
});
afterAll(() => at.close());
beforeEach(() => {
  at.script.documents = new Map();
  at.script.pages = () => [];
});

const people = () => ({
  accounts: [account('ada@example.com'), account('bob@example.com')],
  groups: [group('group:staff', ['user:ada', 'user:bob']), group('group:board', ['user:bob'])],
});

const titles = (tenantId: string, reader: unknown, more = {}) => at.titles(tenantId, reader, more);

test('each finds what the rules let them, and a stranger what is public', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', { kind: 'public' }],
    ['d0-1', { kind: 'members_of_source' }],
    ['d0-2', rule(['group:staff'])],
    ['d0-3', rule(['group:staff'], ['group:board'])],
    ['d1-0', { kind: 'nobody', reason: 'refused' }],
    ['d1-1', rule()],
  ]);
  const connection = await at.connect(tenant);
  // People were not read yet: rules let nobody in.
  expect(await titles(tenant, ADA)).toEqual(['d0-0']);
  at.script.pages = () => [{ ...people(), ...PEOPLE_ONLY }];
  expect((await at.check(connection)).status).toBe('access_completed');

  expect(await titles(tenant, ADA)).toEqual(['d0-0', 'd0-1', 'd0-2']);
  expect(await titles(tenant, BOB)).toEqual(['d0-0', 'd0-1', 'd0-2', 'd0-3']);
  expect(await titles(tenant, BOB, { query: 'zebra' })).toEqual(['d0-0', 'd0-1', 'd0-2', 'd0-3']);
  expect(await titles(tenant, null)).toEqual(['d0-0']);
  expect(await titles(tenant, { person_id: 'p-new', addresses: [] })).toEqual(['d0-0']);
  expect(await titles(tenant, { ...ADA, addresses: ['ada@example.org'] })).toEqual(['d0-0']);
  expect(await titles(randomUUID(), BOB)).toEqual([]);
  const open = { open_connections: [connection.connection_id] };
  expect(await titles(tenant, null, open)).toHaveLength(12);
  expect(await titles(tenant, ADA, { open_connections: [randomUUID()] })).toHaveLength(3);

  const all = await at.search(tenant, open);
  for (const { id, title } of all.data) {
    const request = { tenant_id: tenant, document_id: id, reader: ADA };
    const { data } = await at.ask('/documents/get', request);
    const isReadable = ['d0-0', 'd0-1', 'd0-2'].includes(title.replace('Document ', ''));
    expect(data !== null, title).toBe(isReadable);
    const { data: explained } = await at.ask('/access/explain', request);
    expect(explained !== null, title).toBe(isReadable);
  }
});

test('groups within groups count, circles end, and what was read in part does not', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', rule(['group:top'])],
    ['d0-1', rule(['group:round'])],
    ['d0-2', rule(['group:partly'])],
    ['d0-3', rule(['group:99'])],
  ]);
  const nested = Array.from({ length: 99 }, (_, n) => group(`group:${n + 1}`, [`group:${n}`]));
  const connection = await at.connect(tenant);
  at.script.pages = () => [
    {
      accounts: [account('ada@example.com')],
      groups: [
        group('group:leaf', ['user:ada']),
        group('group:middle', ['group:leaf']),
        group('group:top', ['group:middle']),
        group('group:around', ['group:round']),
        group('group:round', ['group:around', 'user:ada']),
        group('group:partly', ['user:ada'], false),
        ...[group('group:0', ['user:ada']), ...nested],
      ],
      ...PEOPLE_ONLY,
    },
  ];
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual(['d0-0', 'd0-1', 'd0-3']);
});

test('a reading changes who finds what without any document being read', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([['d0-0', rule(['group:staff'])]]);
  const connection = await at.connect(tenant);
  at.script.pages = () => [{ ...people(), ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual(['d0-0']);

  // The group loses her, at the next reading.
  const withoutAda = { ...people(), groups: [group('group:staff', ['user:bob'])] };
  at.script.pages = () => [{ ...withoutAda, ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual([]);
  expect(await titles(tenant, BOB)).toEqual(['d0-0']);

  // The document gets another rule; what the reading did not meet is nobody's.
  at.script.pages = () => [
    { ...people(), documents: [{ externalId: 'd1-0', access: rule(['user:ada']) }], ...WHOLE },
  ];
  const result = await at.check(connection);
  expect(result).toMatchObject({ documents_updated: 12 });
  expect(result.summary).toMatchObject({
    documents: { rule: 1, nobody: 11, public: 0, members_of_source: 0 },
    hidden: { not_met: 11 },
    people: 2,
  });
  expect(await titles(tenant, ADA)).toEqual(['d1-0']);
});

test('a look-up that failed is no empty group and no changed document', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', rule(['group:staff'])],
    ['d0-1', rule(['user:ada'])],
  ]);
  const connection = await at.connect(tenant);
  at.script.pages = () => [{ ...people(), ...PEOPLE_ONLY }];
  await at.check(connection);
  const { accounts } = people();
  const unread = { unreadGroups: ['group:staff'], unreadDocuments: ['d0-1'] };
  at.script.pages = () => [{ accounts, ...unread, ...PEOPLE_ONLY }];
  const result = await at.check(connection);
  expect(result).toMatchObject({ documents_failed: 1, documents_updated: 0 });
  expect(await titles(tenant, ADA)).toEqual(['d0-0', 'd0-1']);
});

test('everybody gone at once closes the source and fails, and comes back by itself', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', rule(['group:staff'])],
    ['d0-1', { kind: 'public' }],
  ]);
  const connection = await at.connect(tenant);
  at.script.pages = () => [{ ...people(), ...PEOPLE_ONLY }];
  await at.check(connection);
  at.script.pages = () => [{ accounts: [], ...PEOPLE_ONLY }];
  const emptied = await at.check(connection);
  expect(emptied).toMatchObject({ status: 'access_failed', error_code: 'access_emptied' });
  expect(await titles(tenant, ADA)).toEqual(['d0-1']);
  at.script.pages = () => [{ ...people(), ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual(['d0-0', 'd0-1']);
});

test('a reading that breaks off keeps what it narrowed, and the rest as it was', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', rule(['group:staff'])],
    ['d0-1', rule(['group:board'])],
  ]);
  const connection = await at.connect(tenant);
  at.script.pages = () => [{ ...people(), ...PEOPLE_ONLY }];
  await at.check(connection);
  at.script.pages = function* () {
    yield { groups: [group('group:staff', [])], checkpoint: { at: 1 } };
    throw new SourceError('upstream_error', 'The source broke off');
  };
  const broken = await at.check(connection);
  expect(broken).toMatchObject({ status: 'access_failed', error_code: 'upstream_error' });
  expect(await titles(tenant, ADA)).toEqual([]);
  expect(await titles(tenant, BOB)).toEqual(['d0-1']);
});

test('why somebody may read a document, or not, is told layer by layer', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([['d0-0', rule(['group:staff'], ['group:board'])]]);
  const connection = await at.connect(tenant);
  at.script.pages = () => [{ ...people(), ...PEOPLE_ONLY }];
  await at.check(connection);
  const open = { open_connections: [connection.connection_id] };
  const found = await at.search(tenant, open);
  const document = found.data.find(({ title }) => title === 'Document d0-0');
  const asked = { tenant_id: tenant, document_id: document?.id, about: ADA };
  const { data } = await at.ask('/access/explain', asked);
  expect(data).toMatchObject({
    kind: 'rule',
    is_stale: false,
    layers: [
      { named: [{ principal: 'group:board' }], met_by: null },
      { named: [{ principal: 'group:staff' }], met_by: { principal: 'group:staff' } },
    ],
    person: { match: { kind: 'account', account_id: 'ada' }, may_read: false },
  });
  expect(await at.ask('/access/explain', { ...asked, tenant_id: randomUUID() })).toEqual({
    data: null,
  });
});

test('readers are told who else may read by name, and owners by address where there is none', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([['d0-0', rule(['user:ada', 'user:bob'])]]);
  const connection = await at.connect(tenant);
  const accounts = [account('ada@example.com'), { ...account('bob@example.com'), name: null }];
  at.script.pages = () => [{ ...people(), accounts, ...PEOPLE_ONLY }];
  await at.check(connection);
  const [document] = (await at.search(tenant, { reader: ADA })).data;
  const named = async (more: object) => {
    const asked = { tenant_id: tenant, document_id: document?.id, ...more };
    const { data } = explainAnswerSchema.parse(await at.ask('/access/explain', asked));
    return data?.layers[0]?.named;
  };
  const ada = { principal: 'user:ada', name: 'ada' };
  const bob = { principal: 'user:bob', name: null };
  expect(await named({ reader: ADA })).toEqual([ada, bob]);
  expect(await named({ about: ADA })).toEqual([ada, { ...bob, name: 'bob@example.com' }]);
});

test('a removed connection leaves nothing of it behind', async () => {
  const tenant = randomUUID();
  const connection = await at.connect(tenant);
  at.script.pages = () => [{ ...people(), ...PEOPLE_ONLY }];
  await at.check(connection);
  await at.send({ ...connection, action: 'delete_connection', credentials: undefined });
  const answer = await at.ask('/access/accounts', {
    tenant_id: tenant,
    connection_id: connection.connection_id,
    query: '',
  });
  expect(answer.data).toEqual([]);
});
