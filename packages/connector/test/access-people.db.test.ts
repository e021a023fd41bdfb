import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ADA, account, BOB, PEOPLE_ONLY, rule, startScriptedConnector } from './access-script.ts';

// Who is who: people of the app and accounts of the source.

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
beforeAll(async () => {
  at = await startScriptedConnector();
});
afterAll(() => at.close());
beforeEach(() => {
  at.script.documents = new Map();
  at.script.pages = () => [];
});

const titles = (tenantId: string, reader: unknown) => at.titles(tenantId, reader);

test('exactly one active account has the address, or nobody is known by it', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([['d0-0', { kind: 'members_of_source' }]]);
  const connection = await at.connect(tenant);
  const matchOf = async (reader: typeof ADA) => {
    const answer = await at.ask('/access/match', { tenant_id: tenant, people: [reader] });
    const [first] = answer.data as { matches: Record<string, { kind: string }> }[];
    return first?.matches[connection.connection_id];
  };
  const twice = [account('ada@example.com'), account('ADA@example.com', { id: 'ada2' })];
  at.script.pages = () => [{ accounts: twice, ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await matchOf(ADA)).toEqual({ kind: 'ambiguous', count: 2 });
  expect(await titles(tenant, ADA)).toEqual([]);

  const oneActive = [twice[0], { ...twice[1], isActive: false }] as typeof twice;
  at.script.pages = () => [{ accounts: oneActive, ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await matchOf(ADA)).toMatchObject({ kind: 'account', evidence: 'address' });
  expect(await titles(tenant, ADA)).toEqual(['d0-0']);

  // An owner's assignment alone counts, and takes nobody else's place.
  const assign = { tenant_id: tenant, connection_id: connection.connection_id };
  const given = { ...assign, person_id: ADA.person_id };
  await at.ask('/access/assign', { ...given, account_id: 'ada2' });
  expect(await titles(tenant, ADA)).toEqual([]);
  // One that the source does not have is refused, and takes nothing away.
  const unknown = await at.ask('/access/assign', { ...given, account_id: 'nobody' });
  expect(unknown.data).toEqual({ is_known: false });
  expect(await titles(tenant, ADA)).toEqual([]);
  // Nor where the account that was assigned is gone by now: it is not replaced by another one.
  at.script.pages = () => [{ accounts: oneActive.slice(0, 1), ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual([]);
  await at.ask('/access/assign', { ...given, account_id: null });
  expect(await titles(tenant, ADA)).toEqual(['d0-0']);
});

test('who was looked up at the source is known for as long as they have that address', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([['d0-0', rule(['user:42'])]]);
  const connection = await at.connect(tenant);
  const hidden = { ...account('x@example.com', { id: '42' }), address: null };
  const link = { personId: ADA.person_id, accountId: '42', address: 'ada@example.com' };
  at.script.pages = ({ people: named }) => [
    { accounts: [hidden], links: named.length > 0 ? [link] : [], ...PEOPLE_ONLY },
  ];
  await at.check(connection, [{ person_id: ADA.person_id, address: 'ada@example.com' }]);
  expect(await titles(tenant, ADA)).toEqual(['d0-0']);
  expect(await titles(tenant, { ...ADA, addresses: ['other@example.com'] })).toEqual([]);
  expect(await titles(tenant, { ...BOB, addresses: ADA.addresses })).toEqual([]);
  // Not found any more: the link goes.
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual([]);
});

test('a look-up of before counts no more once the source shows another address', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([['d0-0', rule(['user:42'])]]);
  const connection = await at.connect(tenant);
  const hidden = { ...account('x@example.com', { id: '42' }), address: null };
  const link = { personId: ADA.person_id, accountId: '42', address: 'ada@example.com' };
  at.script.pages = () => [{ accounts: [hidden], links: [link], ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual(['d0-0']);
  // An account may be found by an address that is not the one it shows.
  const alias = { ...hidden, address: 'long.name@example.com' };
  at.script.pages = () => [{ accounts: [alias], links: [link], ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual(['d0-0']);
  // The account is somebody else's by now, and the look-up fails for a while.
  const shown = { ...hidden, address: 'bob@example.com' };
  const unread = { accounts: [shown], unreadLinks: [ADA.person_id] };
  at.script.pages = () => [{ ...unread, ...PEOPLE_ONLY }];
  await at.check(connection);
  expect(await titles(tenant, ADA)).toEqual([]);
  expect(await titles(tenant, BOB)).toEqual(['d0-0']);
});

test('a reading says since when what is known of people grows old, and the connector when it is too old', async () => {
  const tenant = randomUUID();
  const connection = await at.connect(tenant);
  const before = Date.now();
  at.script.pages = () => [{ accounts: [account('ada@example.com')], ...PEOPLE_ONLY }];
  const whole = await at.check(connection);
  const readAt = whole.summary?.people_read_at ?? '';
  expect(Date.parse(readAt)).toBeGreaterThanOrEqual(before - 5_000);
  // A reading that does not come to the end of the people leaves them as old as they were.
  at.script.pages = () => [{ checkpoint: null, end: { people: false, documents: false } }];
  const partial = await at.check(connection);
  expect(partial.summary).toMatchObject({ people_complete: false, people_read_at: readAt });
  const page = await fetch(new URL('/connector', at.url));
  expect(await page.json()).toMatchObject({ access_stale_limit_hours: 24 });
});
