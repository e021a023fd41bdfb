import { randomUUID } from 'node:crypto';
import { sourceTypeOf } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '../src/platform/canonical-json.ts';
import { type BoundCase, boundCases, credentialsOf, driversOfAllTypes } from './bound-cases.ts';
import { startFakeSource } from './fake-driver.ts';
import { startTestConnector, TOKEN } from './test-connector.ts';

// Decision 004: credentials that the connector holds are used with the settings they were proven
// with, whatever whoever signs webhooks asks for, on every path that uses them.

let at: Awaited<ReturnType<typeof startTestConnector>>;
let stranger: Awaited<ReturnType<typeof startFakeSource>>;
/** Connections with the cases that begin with their settings. */
let held: { connection: Connection; cases: BoundCase[] }[];
beforeAll(async () => {
  stranger = await startFakeSource(TOKEN);
  const concurrency = { VERIFY_CONCURRENCY: '20', SYNC_CONCURRENCY: '20' };
  const others = { PREVIEW_CONCURRENCY: '20', ACCESS_CHECK_CONCURRENCY: '20' };
  at = await startTestConnector(
    { ...concurrency, ...others },
    driversOfAllTypes(() => at.source.url),
  );
  held = await holdAll();
});
afterAll(async () => {
  await at.close();
  await stranger.close();
});

/** Credentials are held only for settings that are complete. */
function provableCases(): BoundCase[] {
  return boundCases({ genuine: at.source.url, other: stranger.url }).filter(
    ({ type, genuine }) => sourceTypeOf(type).settings.safeParse(genuine).success,
  );
}

type Connection = ReturnType<typeof at.payload>;

async function holdAll() {
  const groups = Map.groupBy(provableCases(), ({ type, genuine }) =>
    canonicalJson([type, genuine]),
  );
  const all = [...groups.values()].map(async (cases) => {
    const connection = await verified(cases[0] as BoundCase);
    return { connection, cases };
  });
  return Promise.all(all);
}

async function verified({ type, genuine }: BoundCase): Promise<Connection> {
  const settings = genuine as { url: string };
  const payload = at.payload({ connection_type: type, settings });
  await at.send({ ...payload, credentials: credentialsOf(type, TOKEN) });
  expect(await at.app.result(payload.run_id)).toMatchObject({ status: 'success' });
  return payload;
}

/** Each gives the code that the attempt ended with. */
const PATHS = {
  verification: (connection: Connection) => runOf({ ...connection, action: 'verify_credentials' }),
  sync: (connection: Connection) => runOf({ ...connection, action: 'trigger_sync' }),
  'only failed items': (connection: Connection) =>
    runOf({ ...connection, action: 'trigger_sync', only_failed: true }),
  'reading of permissions': (connection: Connection) =>
    runOf({ ...connection, action: 'check_access', people: [] }),
  preview: async (connection: Connection) => {
    const { run_id: _, ...rest } = connection;
    const ids = { ...rest, preview_id: randomUUID() };
    await at.send(ids, { path: '/previews/start' });
    const read = async () => {
      const answer = await at.send(ids, { path: '/previews/get' });
      return ((await answer.json()) as { data: { error_code: string | null } }).data.error_code;
    };
    return waitFor(async () => (await read()) ?? undefined);
  },
  query: async (connection: Connection) => {
    const answer = await at.send({ ...connection, query: 'tea' }, { path: '/queries/try' });
    return ((await answer.json()) as { problem?: { code: string } }).problem?.code;
  },
};

async function runOf(webhook: Connection & { only_failed?: boolean; people?: [] }) {
  const run = { ...webhook, run_id: randomUUID() };
  await at.send(run);
  return (await at.app.result(run.run_id)).error_code;
}

/** All paths compare in the same place, so that all cases are tried on one of them. */
function triedOn(path: string, cases: BoundCase[]): BoundCase[] {
  return path === 'sync' ? cases : cases.filter(({ change }) => change === 'changed');
}

const calls = () => at.source.calls.length + stranger.calls.length;

test.each(Object.entries(PATHS))(
  '%s: any bound setting changed, removed or added',
  async (path, tryIt) => {
    const before = calls();
    const attempts = held.map(async ({ connection, cases }) => {
      const outcomes: string[][] = [];
      // One after the other, for a newer preview of a connection ends the one before.
      for (const { type, setting, change, other } of triedOn(path, cases)) {
        const settings = other as { url: string };
        outcomes.push([type, setting, change, String(await tryIt({ ...connection, settings }))]);
      }
      return outcomes;
    });
    const outcomes = (await Promise.all(attempts)).flat();
    const expected = held.flatMap(({ cases }) =>
      triedOn(path, cases).map(({ type, setting, change }) => [
        ...[type, setting, change, 'settings_not_verified'],
      ]),
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(outcomes).toEqual(expected);
    expect(calls()).toBe(before);
    expect(stranger.calls).toEqual([]);
  },
);

test.each(Object.entries(PATHS))(
  '%s: of another type, connection or organization',
  async (_, tryIt) => {
    const { connection } = held[0] as (typeof held)[number];
    const before = calls();
    const others = [
      { connection_type: 'websearch', settings: { provider: 'searxng', url: at.source.url } },
      { connection_id: randomUUID() },
      { tenant_id: 'org-2' },
    ];
    const codes = await Promise.all(
      others.map((other) => tryIt({ ...connection, ...other } as Connection)),
    );
    expect(codes).toEqual(others.map(() => 'credentials_required'));
    expect(calls()).toBe(before);
  },
);
