import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ADA, account, BOB, group, rule, startScriptedConnector, WHOLE } from './access-script.ts';

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
beforeAll(async () => {
  at = await startScriptedConnector();
});
afterAll(() => at.close());
afterEach(() => {
  at.source.before = async () => {};
});

const people = {
  accounts: [account('ada@example.com')],
  groups: [group('group:staff', ['user:ada'])],
};

test('what a sync stores while permissions are read is not read yet, instead of gone', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', rule(['group:staff'])],
    ['d2-3', rule(['group:staff'])],
  ]);
  at.source.pages = 2;
  const connection = await at.connect(tenant);
  const documents = [{ externalId: 'd0-0', access: rule(['group:staff']) }];
  at.script.pages = async function* () {
    yield { ...people, checkpoint: null };
    at.source.pages = 3;
    await at.sync(connection);
    yield { documents, ...WHOLE };
  };
  const { summary } = await at.check(connection);
  expect(summary).toMatchObject({ hidden: { not_met: 7, not_read: 4 } });
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0']);

  const late = { externalId: 'd2-3', access: rule(['group:staff']) };
  at.script.pages = () => [{ ...people, documents: [...documents, late], ...WHOLE }];
  expect((await at.check(connection)).summary).toMatchObject({ hidden: { not_met: 10 } });
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0', 'd2-3']);
});

test('a reading gives back nothing that a sync took away since the reading began', async () => {
  const tenant = randomUUID();
  const staff = rule(['group:staff']);
  const told = ['d0-0', 'd0-1'].map((externalId) => ({ externalId, access: staff }));
  at.script.documents = new Map(told.map(({ externalId }) => [externalId, staff]));
  at.source.pages = 1;
  const connection = await at.connect(tenant);
  at.script.pages = () => [{ ...people, documents: told, ...WHOLE }];
  await at.check(connection);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0', 'd0-1']);

  // The source was asked before, and what it said is stored after the sync.
  at.script.pages = async function* () {
    yield { ...people, checkpoint: null };
    at.script.documents.set('d0-0', rule(['user:bob']));
    at.source.revision = '5';
    await at.sync(connection);
    yield { documents: told, ...WHOLE };
  };
  await at.check(connection);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-1']);

  // One that begins later is believed.
  at.script.pages = () => [{ ...people, documents: told, ...WHOLE }];
  await at.check(connection);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0', 'd0-1']);
});

test('a sync gives back nothing that a reading took away since the sync began', async () => {
  const tenant = randomUUID();
  const staff = rule(['group:staff']);
  const everybody = {
    accounts: [account('ada@example.com'), account('bob@example.com')],
    groups: [group('group:staff', ['user:ada', 'user:bob'])],
  };
  const reads = (access: typeof staff) => {
    const documents = ['d0-0', 'd0-1'].map((externalId) => ({ externalId, access }));
    at.script.pages = () => [{ ...everybody, documents, ...WHOLE }];
  };
  at.script.documents = new Map(['d0-0', 'd0-1', 'd3-0'].map((id) => [id, staff]));
  at.source.pages = 3;
  const connection = await at.connect(tenant);
  reads(staff);
  await at.check(connection);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0', 'd0-1']);

  // Asked before the reading, told after it: what was, of one; less than that, of the other.
  at.source.revision = '2';
  at.source.pages = 4;
  at.script.documents.set('d0-1', rule(['user:ada']));
  at.source.before = async (path) => {
    if (!path.startsWith('/docs?page=0')) return;
    reads(rule(['user:bob']));
    await at.check(connection);
  };
  await at.sync(connection);
  expect(await at.titles(tenant, ADA)).toEqual([]);
  expect(await at.titles(tenant, BOB)).toEqual(['d0-0']);

  // What is new waits for the next reading, and a sync that begins after one is believed.
  at.source.before = async () => {};
  at.source.revision = '3';
  await at.sync(connection);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0', 'd0-1', 'd3-0']);
});

test.each([
  ['told something else', true],
  ['did not meet any more', false],
])('nor what a reading %s that had begun before it, and was told since', async (_, isTold) => {
  const tenant = randomUUID();
  const ids = ['d0-0', 'd0-1'];
  at.script.documents = new Map([...ids, 'd1-0'].map((id) => [id, rule(['user:ada'])]));
  at.source.revision = '6';
  at.source.pages = 1;
  const connection = await at.connect(tenant);
  const accounts = [account('ada@example.com'), account('bob@example.com')];
  const told = (access: ReturnType<typeof rule>) =>
    ids.map((externalId) => ({ externalId, access }));
  at.script.pages = () => [{ accounts, documents: told(rule(['user:ada'])), ...WHOLE }];
  await at.check(connection);
  expect(await at.titles(tenant, ADA)).toEqual(ids);

  const [hasAsked, isStored] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  at.source.revision = '7';
  at.source.pages = 2;
  at.source.before = async (path) => {
    if (!path.startsWith('/docs?page=0')) return;
    hasAsked.resolve();
    await isStored.promise;
  };
  let syncing: Promise<unknown> = Promise.resolve();
  at.script.pages = async function* () {
    yield { accounts, checkpoint: null };
    syncing = at.sync(connection);
    await hasAsked.promise;
    yield { documents: isTold ? told(rule(['user:bob'])) : [], ...WHOLE };
  };
  await at.check(connection);
  isStored.resolve();
  await syncing;
  // What is new was never taken away.
  expect(await at.titles(tenant, ADA)).toEqual(['d1-0']);
});
