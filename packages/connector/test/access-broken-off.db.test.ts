import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SourceError } from '../src/sources/source.ts';
import type { AccessPage } from '../src/sources/source-access.ts';
import { ADA, account, BOB, group, rule, startScriptedConnector, WHOLE } from './access-script.ts';

// A reading of permissions that is broken off, as by a restart, and taken up again.

let at: Awaited<ReturnType<typeof startScriptedConnector>>;
beforeAll(async () => {
  at = await startScriptedConnector();
});
afterAll(() => at.close());

/** What has a run started again, as a connector does that comes back. */
class Restart extends Error {
  readonly code = '57P01';
}

/** Pages until it is broken off, and those that come when it is taken up. */
function breakOff(before: readonly AccessPage[], after: readonly AccessPage[]): void {
  let isTakenUp = false;
  at.script.pages = function* () {
    if (isTakenUp) return yield* after;
    isTakenUp = true;
    yield* before;
    throw new Restart();
  };
}

const accounts = [account('ada@example.com'), account('bob@example.com')];
const documents = [
  { externalId: 'd0-0', access: rule(['group:staff']) },
  { externalId: 'd0-1', access: rule(['user:ada']) },
];

async function connect() {
  const tenant = randomUUID();
  at.script.documents = new Map(documents.map(({ externalId, access }) => [externalId, access]));
  return { tenant, connection: await at.connect(tenant) };
}

test.each([
  ['a group that was told whole', true],
  ['a part of a group', false],
])('%s before it loses somebody meanwhile lets them in no more', async (_, isLast) => {
  const { tenant, connection } = await connect();
  const told = { accounts, groups: [group('group:staff', ['user:ada'], isLast)], documents };
  const now = { accounts, groups: [group('group:staff', ['user:bob'])], documents };
  breakOff([{ ...told, checkpoint: { at: 1 } }], [{ ...now, ...WHOLE }]);
  await at.check(connection);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-1']);
  expect(await at.titles(tenant, BOB)).toEqual(['d0-0']);
});

test('what was told of before and has its place stays, as a driver that goes on leaves it out', async () => {
  const { tenant, connection } = await connect();
  const told = { accounts, groups: [group('group:staff', ['user:ada'])] };
  breakOff([{ ...told, checkpoint: { at: 1 } }], [{ documents, ...WHOLE }]);
  await at.check(connection);
  expect(await at.titles(tenant, ADA)).toEqual(['d0-0', 'd0-1']);
  expect(await at.titles(tenant, BOB)).toEqual([]);
});

test('one that leaves no place to go on from begins anew: who and what is gone by then is gone', async () => {
  const { tenant, connection } = await connect();
  const staff = [group('group:staff', ['user:bob'])];
  const findings = [{ code: 'addresses_hidden', count: 2 }];
  breakOff(
    [{ accounts, groups: staff, documents, findings, checkpoint: null }],
    [
      {
        accounts: accounts.slice(1),
        groups: staff,
        documents: documents.slice(1),
        findings,
        ...WHOLE,
      },
    ],
  );
  const { summary, documents_processed } = await at.check(connection);
  expect(summary).toMatchObject({ people: 1, findings });
  expect(documents_processed).toBe(1);
  expect(await at.titles(tenant, ADA)).toEqual([]);
  expect(await at.titles(tenant, BOB)).toEqual([]);
});

test('parts of lists that never came to their end do not pile up', async () => {
  const own = await startScriptedConnector();
  try {
    own.script.documents = new Map();
    const connection = await own.connect(randomUUID());
    const members = ['user:ada', 'user:bob', 'user:carol'];
    own.script.pages = function* () {
      yield { accounts, groups: [group('group:staff', members, false)], checkpoint: null };
      throw new SourceError('upstream_error', 'The list broke off');
    };
    for (let round = 0; round < 3; round += 1) {
      expect(await own.check(connection)).toMatchObject({ status: 'access_failed' });
    }
    await own.stop();
    const database = await own.openDatabase();
    const { rows } = await database.executeSql('select from source_memberships');
    await database.close();
    expect(rows).toHaveLength(members.length);
  } finally {
    await own.close();
  }
});
