import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADA, account, rule, startScriptedConnector } from './access-script.ts';

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
beforeAll(async () => {
  at = await startScriptedConnector();
});
afterAll(() => at.close());

test('a reading goes on where the last one ended, and what has not changed stays what it is', async () => {
  const tenant = randomUUID();
  at.script.documents = new Map([
    ['d0-0', rule(['user:ada'])],
    ['d0-1', rule(['user:ada'])],
  ]);
  const connection = await at.connect(tenant);
  const people = { accounts: [account('ada@example.com')], checkpoint: null };
  const end = (cursor: Record<string, unknown> | null) => ({
    end: { people: true, documents: true, cursor },
  });
  const cursors = () => at.script.requests.map(({ cursor }) => cursor);
  const found = async () => (await at.search(tenant, { reader: ADA })).data.map((one) => one.title);

  at.script.pages = () => [{ ...people, unchangedDocuments: ['d0-0', 'd0-1'], ...end({ at: 1 }) }];
  const first = await at.check(connection);
  // Told of as unchanged, they are neither unmet nor written anew.
  expect(first).toMatchObject({ status: 'access_completed', documents_failed: 0 });
  expect((await found()).toSorted()).toEqual(['Document d0-0', 'Document d0-1']);

  at.script.pages = () => [{ ...people, unchangedDocuments: ['d0-1'], ...end(null) }];
  const second = await at.check(connection);
  expect(second.documents_updated).toBe(1);
  expect(await found()).toEqual(['Document d0-1']);
  await at.check(connection);
  expect(cursors()).toEqual([null, { at: 1 }, null]);
});

test('with other settings a reading begins anew', async () => {
  const connection = await at.connect(randomUUID());
  at.script.requests = [];
  at.script.pages = () => [
    { checkpoint: null, end: { people: true, documents: true, cursor: { at: 1 } } },
  ];
  await at.check(connection);
  const others = { ...connection.settings, spaces: ['ELSE'] };
  await at.check({ ...connection, settings: others });
  await at.check(connection);
  const cursors = at.script.requests.map(({ cursor }) => cursor);
  expect(cursors).toEqual([null, null, null]);
  await at.check(connection);
  expect(at.script.requests.at(-1)?.cursor).toEqual({ at: 1 });
});
