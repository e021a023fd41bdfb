import type { DataSourceConnection, Role } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUMMARY } from './access-steps.ts';
import { openLiveReader } from './live-reader.ts';
import { call, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

// Names of places at the source, which somebody could not open there, are not told to everybody.

const SECRET = 'Project Falcon';
const options = {
  spaces: [
    { value: 'HR', label: 'People', count: 12 },
    { value: 'FALCON', label: SECRET, count: 3 },
  ],
};

const checks = [{ name: 'read_page', outcome: 'passed', detail: `A page in ${SECRET}` }];
const attempt = {
  ...{ at: '2026-11-28T12:00:00.000Z', error_code: 'verification_failed', error: 'It failed' },
  ...{ method: null, checks },
};

let app: TestApp;
let owner: TestUser;
let connectionId: string;
const people = {} as Record<Role, TestUser>;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp('Owner');
  connectionId = (await owner.seeded()).id;
  people.owner = owner;
  for (const role of ['admin', 'member'] as const) {
    people[role] = await app.signUp(role);
    await owner.addMember(people[role], role);
  }
  const settings = { url: 'https://acme.atlassian.net', spaces: ['HR'] };
  const summary = {
    ...SUMMARY,
    findings: [{ code: 'criteria_scripted', count: 1, detail: SECRET }],
  };
  await app.database.executeSql(
    `update data_source_connections set latest_options = $2, settings = $3, run_phase = $4,
       verification_checks = $5, failed_attempt = $6, version = version + 1
     where id = $1`,
    [
      connectionId,
      ...[JSON.stringify(options), JSON.stringify(settings), SECRET],
      ...[JSON.stringify(checks), JSON.stringify(attempt)],
    ],
  );
  await app.database.executeSql(
    `update connection_access set run_phase = $2, summary = $3 where connection_id = $1`,
    [connectionId, SECRET, JSON.stringify(summary)],
  );
});
afterAll(() => app.close());

/** Each way to a connection: alone, in the list, and in a stream from its beginning on. */
async function everyWay(user: TestUser) {
  const one = (await user.api('GET', `/api/data-sources/${connectionId}`)).body.data;
  const list = (await user.api('GET', '/api/data-sources')).body.data;
  const live = await openLiveReader(app.url, { cookie: user.cookie });
  const { data_sources } = (await live.next('snapshot')).data;
  const isThis = ({ id }: { id: string }) => id === connectionId;
  const name = `seen by ${user.userId}`;
  await owner.api('PUT', `/api/data-sources/${connectionId}`, { name });
  const told = (await live.next('data_source_update', (data) => data.name === name)).data;
  live.stop();
  return [one, list.find(isThis), data_sources.find(isThis), told] as DataSourceConnection[];
}

test.each([
  ['owner', true],
  ['admin', true],
  ['member', false],
] as const)('%s: names of places %s', async (role, isTold) => {
  for (const connection of await everyWay(people[role])) {
    expect(JSON.stringify(connection).includes(SECRET)).toBe(isTold);
    if (isTold) {
      expect(connection).toMatchObject({ latest_options: options, run_phase: SECRET });
      continue;
    }
    // What was chosen keeps its name, and how many documents and people there are stays known.
    expect(connection.latest_options).toEqual({ spaces: [{ value: 'HR', label: 'People' }] });
    expect(connection.access.summary).toEqual({
      ...SUMMARY,
      findings: [{ code: 'criteria_scripted', count: 1 }],
    });
  }
});

test('a key sees what its person sees', async () => {
  for (const [role, isTold] of [
    ['admin', true],
    ['member', false],
  ] as const) {
    const body = { kind: 'personal', name: 'a program', scopes: ['sources:read'] };
    const { key } = (await people[role].api('POST', '/api/keys', body)).body.data;
    const headers = { authorization: `Bearer ${key}` };
    const answer = await call(`${app.url}/api/data-sources`, 'GET', { headers });
    expect(JSON.stringify(answer.body).includes(SECRET)).toBe(isTold);
  }
});
