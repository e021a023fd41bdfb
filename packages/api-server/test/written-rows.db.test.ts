import { randomUUID } from 'node:crypto';
import type { DataSourceConnection } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import type { Transaction } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { listConnections } from '../src/features/data-sources/data-sources.store.ts';
import { announceConnections } from '../src/features/runs/announce.ts';
import { changeOf, SYSTEM, writeWatchedChanges } from '../src/features/runs/change-connections.ts';
import { lockConnection } from '../src/features/runs/lock-connections.ts';
import type { RowChanges } from '../src/features/runs/run-state.ts';
import { inTransaction } from '../src/platform/db/in-transaction.ts';
import type { Tables } from '../src/platform/db/tables.ts';
import { openLiveReader } from './live-reader.ts';
import { configured, rowOf, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let user: TestUser;
let id: string;
let reader: Awaited<ReturnType<typeof openLiveReader>>;
const stops: (() => void)[] = [];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  user = await app.signUp();
  ({ id } = await configured(app, user));
  await user.api('POST', `/api/data-sources/${id}/sync`);
  await waitFor(async () => (await rowOf(app, id)).run_accepted_at);
  reader = await listen(user);
  // What was announced before the stream began has been looked at by then.
  await app.report(progress(1));
  await reader.next('data_source_update', (row) => row.documents_processed === 1);
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const stop of stops.splice(0)) stop();
});

async function listen({ cookie }: TestUser, url = app.url) {
  const opened = await openLiveReader(url, { cookie });
  stops.push(opened.stop);
  await opened.next('snapshot');
  return opened;
}

const progress = (documents_processed: number) => ({
  type: 'sync',
  status: 'sync_progress',
  connection_id: id,
  tenant_id: user.organizationId,
  documents_processed,
});

/** Reads of connections outside of any transaction, which is where streams are fed from. */
function watchReads() {
  const reads = vi.spyOn(app.database.kysely, 'selectFrom');
  return () => reads.mock.calls.filter(([table]) => table === 'data_source_connections').length;
}

async function lock(trx: Transaction<Tables>, of: { id: string; organization_id: string }) {
  const locked = await lockConnection(trx, of.organization_id, of.id);
  if (locked === undefined) throw new TypeError('no connection');
  return locked;
}

/** A change as of a batch, in a transaction of its own that does something after it. */
async function write(
  changes: RowChanges,
  then: () => Promise<void> = async () => {},
  of = { id, organization_id: user.organizationId },
): Promise<void> {
  await inTransaction(app.database.kysely, async (trx) => {
    const { row, now } = await lock(trx, of);
    const change = { ...changeOf(row, changes, now), audit: [], actor: SYSTEM };
    await writeWatchedChanges(trx, [change], app.deps.hub);
    await then();
  });
}

const phasesOf = (from = reader) => from.events.flatMap(({ data }) => data.run_phase ?? []);

test('a row that is watched is told as it was written, without being read anew', async () => {
  const countReads = watchReads();
  await app.report(progress(7));
  const { data } = await reader.next('data_source_update', (row) => row.documents_processed === 7);
  expect(countReads()).toBe(0);
  const { connection_id, connection_type, timestamp: _, ...told } = data;
  expect([connection_id, connection_type]).toEqual([id, 'confluence']);
  const { body } = await user.api('GET', '/api/data-sources');
  expect(told).toEqual((body.data as DataSourceConnection[]).find((one) => one.id === id));
});

test('everybody is told what they may see of it, as by a read', async () => {
  const member = await app.signUp();
  await user.addMember(member, 'member');
  const ofMember = await listen(member);
  await write({ run_phase: 'a space that a member could not open' });
  await reader.next('data_source_update', (row) => row.run_phase !== null);
  const { data } = await ofMember.next('data_source_update');
  expect(data.run_phase).toBeNull();
  expect(ofMember.state.text).not.toContain('could not open');
});

test('another organization is told nothing of it, and nothing is kept for one that nobody watches', async () => {
  const other = await app.signUp();
  const stranger = await listen(other);
  const theirs = await other.seeded();
  const keep = vi.spyOn(app.deps.hub, 'keep');
  await write({ run_phase: 'ours' });
  await reader.next('data_source_update', (row) => row.run_phase === 'ours');
  await write({ run_phase: 'theirs' }, undefined, theirs);
  await stranger.next('data_source_update', (row) => row.run_phase === 'theirs');
  expect(stranger.state.text).not.toContain(user.organizationId);
  expect(reader.state.text).not.toContain(other.organizationId);
  const quiet = await app.signUp();
  await write({ run_phase: 'unseen' }, undefined, await quiet.seeded());
  expect(keep).toHaveBeenCalledTimes(2);
});

test('of what is rolled back nobody is ever told, not even when the next change has the same version', async () => {
  const undone = async () => {
    throw new Error('undone by the test');
  };
  await expect(write({ run_phase: 'undone' }, undone)).rejects.toThrow('undone by the test');
  const of = { id, organization_id: user.organizationId };
  await app.database.kysely.transaction().execute(async (trx) => {
    const { row } = await lock(trx, of);
    await trx
      .updateTable('data_source_connections')
      .set({ run_phase: 'done', version: row.version + 1 })
      .where('id', '=', id)
      .execute();
    await announceConnections(trx, [of]);
  });
  await reader.next('data_source_update', (row) => row.run_phase === 'done');
  expect(reader.state.text).not.toContain('undone');
});

test('a name that the database did not announce, or announced for another organization, hands nothing', async () => {
  const [row] = await listConnections(app.database.kysely, user.organizationId);
  if (row === undefined) throw new TypeError('no connection');
  const transaction = randomUUID();
  const { hub } = app.deps;
  hub.keep(transaction, [{ ...row, version: row.version + 1_000, run_phase: 'laid by' }]);
  const other = await app.signUp();
  const stranger = await listen(other);
  hub.announce({ transaction, changed: [[other.organizationId, row.id]] });
  // It has no such connection.
  await stranger.next('data_source_deleted', (data) => data.connection_id === row.id);
  hub.announce({ transaction: randomUUID(), changed: [[user.organizationId, row.id]] });
  hub.announce({ transaction: undefined, changed: [[user.organizationId, row.id]] });
  await write({ run_phase: 'after' });
  await reader.next('data_source_update', (one) => one.run_phase === 'after');
  expect(`${reader.state.text} ${stranger.state.text}`).not.toContain('laid by');
});

test.runIf(process.env.TEST_DATABASE !== 'pglite')(
  'nobody is told before the commit, and every replica is told after it',
  async () => {
    const replica = await app.startReplica();
    try {
      const there = await listen(user, replica.url);
      const others = (await user.api('GET', '/api/data-sources')).body.data;
      const other = (others as DataSourceConnection[]).find((one) => one.id !== id);
      await write({ run_phase: 'held' }, async () => {
        // Written after it and told before it: by then it would have been told, too.
        await write({ run_phase: 'beside' }, undefined, other);
        for (const one of [reader, there]) {
          await one.next('data_source_update', (row) => row.run_phase === 'beside');
        }
        expect([phasesOf(), phasesOf(there)]).toEqual([['beside'], ['beside']]);
      });
      for (const one of [reader, there]) {
        await one.next('data_source_update', (row) => row.run_phase === 'held');
      }
    } finally {
      await replica.close();
    }
  },
);

test('what somebody else sends on the channel ends neither the process nor a stream', async () => {
  for (const payload of ['', 'no JSON', '{}', '[["one"]]', '[[1, 2]]', '[["", ""]]', 'null']) {
    await app.database.executeSql('select pg_notify($1, $2)', ['data_source_changed', payload]);
  }
  await write({ run_phase: 'after' });
  await reader.next('data_source_update', (row) => row.run_phase === 'after');
  expect(reader.state.isOver).toBe(false);
});

test('versions only grow, however rows that are at hand and rows that are read come together', async () => {
  const versions = () => reader.events.flatMap(({ data }) => data.version ?? []) as number[];
  for (let count = 1; count <= 30; count += 1) {
    const isOfPerson = count % 3 === 0;
    if (isOfPerson) await user.api('PUT', `/api/data-sources/${id}`, { name: `name ${count}` });
    else await app.report(progress(count));
  }
  await app.report(progress(1_000));
  await reader.next('data_source_update', (row) => row.documents_processed === 1_000);
  expect(versions()).toEqual([...new Set(versions())].toSorted((a, b) => a - b));
  expect(versions().at(-1)).toBe((await rowOf(app, id)).version);
});
