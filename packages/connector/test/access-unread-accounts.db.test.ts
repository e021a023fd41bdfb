import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceError } from '../src/sources/source.ts';
import type { AccessPage } from '../src/sources/source-access.ts';
import { ADA, account, BOB, PEOPLE_ONLY, rule, startScriptedConnector } from './access-script.ts';

// Accounts of which not all was told, or not by a whole list.

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
beforeAll(async () => {
  at = await startScriptedConnector();
});
afterAll(() => at.close());

const ada = account('ada@example.com');
const twin = account('ada@example.com', { id: 'twin' });
const bob = account('bob@example.com');
const unread = (accountId: string, address: string | null = null) => ({ accountId, address });

/** A connection with a document for each of three accounts, whose people were read once. */
async function connect(accounts: AccessPage['accounts'] = []) {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', rule(['user:ada'])],
    ['d0-1', rule(['user:twin'])],
    ['d0-2', rule(['user:bob'])],
  ]);
  const connection = await at.connect(tenant);
  const read = (...pages: AccessPage[]) => {
    at.script.pages = () => pages;
    return at.check(connection);
  };
  const found = async () => [await at.titles(tenant, ADA), await at.titles(tenant, BOB)];
  await read({ accounts, ...PEOPLE_ONLY });
  return { tenant, connection, read, found };
}

test('one that was known stays who it is, and one that is new is nobody', async () => {
  const { read, found } = await connect([ada]);
  const unreadAccounts = [unread('ada'), unread('bob', 'bob@example.com')];
  await read({ unreadAccounts, ...PEOPLE_ONLY });
  expect(await found()).toEqual([['d0-0'], []]);
  await read({ accounts: [ada, bob], ...PEOPLE_ONLY });
  expect(await found()).toEqual([['d0-0'], ['d0-2']]);
});

test('one that shares its address goes on to share it, be it known or new', async () => {
  const known = await connect([ada, twin]);
  await known.read({ accounts: [ada], unreadAccounts: [unread('twin')], ...PEOPLE_ONLY });
  expect(await known.found()).toEqual([[], []]);
  const isNew = await connect([ada]);
  const unreadAccounts = [unread('twin', 'ADA@example.com')];
  await isNew.read({ accounts: [ada], unreadAccounts, ...PEOPLE_ONLY });
  expect(await isNew.found()).toEqual([[], []]);
});

test('one that shows another address by now is nobody’s', async () => {
  const { read, found } = await connect([ada]);
  await read({ unreadAccounts: [unread('ada', 'bob@example.com')], ...PEOPLE_ONLY });
  expect(await found()).toEqual([[], []]);
});

test('that an owner assigned counts while what was told of it does, and not where nothing was', async () => {
  const { tenant, connection, read, found } = await connect([twin]);
  await read({ accounts: [twin], unreadAccounts: [unread('bob')], ...PEOPLE_ONLY });
  const { connection_id } = connection;
  const assign = (person: typeof ADA, account_id: string) =>
    at.ask('/access/assign', {
      ...{ tenant_id: tenant, connection_id, person_id: person.person_id, account_id },
    });
  await assign(ADA, 'twin');
  await assign(BOB, 'bob');
  expect(await found()).toEqual([['d0-1'], []]);
  await read({ unreadAccounts: [unread('twin'), unread('bob')], ...PEOPLE_ONLY });
  expect(await found()).toEqual([['d0-1'], []]);
});

test('a list that breaks off takes away at once, and gives to nobody', async () => {
  const { connection, read, found } = await connect([ada, { ...bob, isActive: false }]);
  // Ada's address is another account's as well, which the rest of the list would tell.
  const renamed = { ...twin, accountId: 'ada', address: 'carol@example.com' };
  const given = { ...account('ada@example.com', { id: 'bob' }) };
  at.script.pages = function* () {
    yield { accounts: [renamed, given], checkpoint: null };
    throw new SourceError('upstream_error', 'The list broke off');
  };
  expect(await at.check(connection)).toMatchObject({ status: 'access_failed' });
  expect(await found()).toEqual([[], []]);
  await read({ accounts: [renamed, given], ...PEOPLE_ONLY });
  expect(await found()).toEqual([['d0-2'], []]);
});

test('of which something is told that nobody knows is nobody’s until all of it is told', async () => {
  const { read, found } = await connect([ada]);
  const unknown = { ...unread('ada'), isUnknown: true };
  await read({ unreadAccounts: [unknown], ...PEOPLE_ONLY });
  expect(await found()).toEqual([[], []]);
  await read({ unreadAccounts: [unread('ada')], ...PEOPLE_ONLY });
  expect(await found()).toEqual([[], []]);
  await read({ accounts: [ada], ...PEOPLE_ONLY });
  expect(await found()).toEqual([['d0-0'], []]);
});
