import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createHub, LOOKED_AT_ONCE, SHARED_READ_MS } from '../src/features/live/hub.ts';
import { listenForChanges } from '../src/features/live/listen.ts';
import type { LiveStream } from '../src/features/live/live-stream.ts';
import { createSubscriber } from '../src/features/live/subscriber.ts';
import type { Principal } from '../src/platform/http/principal.ts';
import { openLiveReader } from './live-reader.ts';
import { startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('whatever Last-Event-ID says, a stream begins with the snapshot of its own organization (row 67)', async () => {
  const user = await app.signUp();
  const stranger = await app.signUp();
  const { id } = await stranger.seeded();
  const forged = ['', '-1', 'NaN', '99999999999999999999', id, stranger.organizationId];
  for (const value of [...forged, '../../etc', 'x'.repeat(257), 'x'.repeat(5_000)]) {
    const headers = { cookie: user.cookie, 'last-event-id': value };
    const reader = await openLiveReader(app.url, headers);
    expect(reader.response.status).toBe(200);
    const { data } = await reader.next('snapshot');
    expect(data).toMatchObject({ organization_id: user.organizationId, data_sources: [] });
    reader.stop();
  }
});

test('another organization chosen in another tab: the stream ends, the next one is of that (row 72)', async () => {
  const owner = await app.signUp();
  const user = await app.signUp();
  await owner.addMember(user, 'member');
  const own = user.organizationId;
  const connection = await owner.seeded();
  const choose = async (organizationId: string) => {
    const answer = await user.api('POST', '/api/auth/organization/set-active', { organizationId });
    expect(answer.status).toBe(200);
  };
  await choose(own);
  const first = await openLiveReader(app.url, { cookie: user.cookie });
  expect((await first.next('snapshot')).data.organization_id).toBe(own);
  await choose(owner.organizationId);
  await waitFor(() => first.state.isOver);
  // Not signed out: the browser comes back by itself.
  expect(first.events.map(({ name }) => name)).not.toContain('session_ended');
  const second = await openLiveReader(app.url, { cookie: user.cookie });
  expect((await second.next('snapshot')).data.organization_id).toBe(owner.organizationId);
  await owner.api('PUT', `/api/data-sources/${connection.id}`, { name: 'Of the other one' });
  await second.next('data_source_update', ({ name }) => name === 'Of the other one');
  expect(first.state.text).not.toContain(owner.organizationId);
  second.stop();
});

test('a new name of the organization: its open streams begin anew, those of others do not', async () => {
  const owner = await app.signUp();
  const member = await app.signUp();
  await owner.addMember(member, 'member');
  const stranger = await app.signUp();
  const connection = await stranger.seeded();
  const readers = await Promise.all(
    [member, stranger].map(({ cookie = '' }) => openLiveReader(app.url, { cookie })),
  );
  const [theirs, others] = readers as [(typeof readers)[number], (typeof readers)[number]];
  for (const reader of readers) await reader.next('snapshot');
  const snapshots = () => theirs.events.filter(({ name }) => name === 'snapshot').length;
  expect(snapshots()).toBe(1);
  const named = { name: 'Analytical Engines' };
  expect((await owner.api('PUT', '/api/organization', named)).status).toBe(200);
  await waitFor(() => snapshots() === 2);
  expect(theirs.state.isOver).toBe(false);
  await stranger.api('PUT', `/api/data-sources/${connection.id}`, { name: 'Told after it' });
  await others.next('data_source_update', ({ name }) => name === 'Told after it');
  expect(others.events.filter(({ name }) => name === 'snapshot')).toHaveLength(1);
  for (const reader of readers) reader.stop();
});

test('hundreds of browsers come back at once: each gets its snapshot, of few reads, and its own time to come again (row 73)', async () => {
  const users = await Promise.all(Array.from({ length: 5 }, () => app.signUp()));
  await Promise.all(users.map((user) => user.seeded()));
  const begun = performance.now();
  const reads = vi.spyOn(app.database.kysely, 'selectFrom');
  const readers = await Promise.all(
    Array.from({ length: 500 }, (_, i) => {
      const { cookie = '' } = users[i % users.length] ?? {};
      return openLiveReader(app.url, { cookie });
    }),
  );
  expect(new Set(readers.map(({ response }) => response.status))).toEqual(new Set([200]));
  await Promise.all(readers.map((reader) => reader.next('snapshot')));
  const most = 2 + (performance.now() - begun) / SHARED_READ_MS;
  const shared = reads.mock.calls.filter(([table]) => table === 'data_source_connections');
  expect(shared.length).toBeGreaterThan(0);
  expect(shared.length).toBeLessThanOrEqual(most);
  const retries = readers.map(({ state }) => /^retry: (\d+)/.exec(state.text)?.[1]);
  expect(new Set(retries).size).toBeGreaterThan(300);
  for (const reader of readers) reader.stop();
  await waitFor(async () => (await app.deps.metrics.liveStreams.get()).values[0]?.value === 0);
});

/** A stream that notes what it is told, of somebody who is asked who they are when the test says so. */
function suspectOf(organizationId: string) {
  const told: string[] = [];
  let isOver = false;
  const stream: LiveStream = {
    send: ({ name }) => void told.push(name),
    write: () => void told.push('change'),
    comment: () => {},
    end: () => {
      isOver = true;
    },
    isOpen: () => !isOver,
  };
  const principal = { organizationId, userId: 'u', sessionId: 's', role: 'owner' } as Principal;
  const looks: PromiseWithResolvers<Principal | undefined>[] = [];
  const recheck = () => {
    const look = Promise.withResolvers<Principal | undefined>();
    looks.push(look);
    return look.promise;
  };
  return { told, looks, principal, subscriber: createSubscriber(principal, stream, recheck) };
}

test('after notifications were lost, nobody is told anything before it is known who listens', async () => {
  const owner = await app.signUp();
  await owner.seeded();
  const { metrics, log } = app.deps;
  const hub = createHub({ db: app.database.kysely, metrics, log });
  const back: (() => void)[] = [];
  const listen = async (_channel: string, { onReconnected }: { onReconnected?: () => void }) => {
    if (onReconnected) back.push(onReconnected);
    return async () => {};
  };
  await listenForChanges({ ...app.database, listen }, hub, log);
  const [left, still] = [suspectOf(owner.organizationId), suspectOf(owner.organizationId)];
  for (const { subscriber } of [left, still]) hub.add(subscriber);
  await waitFor(() => left.told.length === 1 && still.told.length === 1);
  for (const onReconnected of back) onReconnected();
  for (const look of still.looks) look.resolve(still.principal);
  await waitFor(() => still.told.length === 2);
  expect(still.told).toEqual(['snapshot', 'snapshot']);
  expect(left.told, 'removed, and not known to be').toEqual(['snapshot']);
  for (const look of left.looks) look.resolve(undefined);
  await waitFor(() => left.told.includes('session_ended'));
  expect(left.told).toEqual(['snapshot', 'session_ended']);
  hub.close();
});

test('whoever becomes suspect while their snapshot is read waits for the last look at who they are', async () => {
  const owner = await app.signUp();
  await owner.seeded();
  const { metrics, log } = app.deps;
  const hub = createHub({ db: app.database.kysely, metrics, log });
  const one = suspectOf(owner.organizationId);
  hub.add(one.subscriber);
  hub.recheck({ user_id: 'u' });
  hub.recheck({ user_id: 'u' });
  one.looks[0]?.resolve(one.principal);
  const other = suspectOf(owner.organizationId);
  hub.add(other.subscriber);
  await waitFor(() => other.told.length === 1);
  expect(one.told).toEqual([]);
  one.looks[1]?.resolve(one.principal);
  await waitFor(() => one.told.length === 1);
  expect(one.told).toEqual(['snapshot']);
  hub.close();
});

test('after notifications were lost, all streams are held at once and looked at a few at a time', async () => {
  const owner = await app.signUp();
  const { id } = await owner.seeded();
  const { metrics, log } = app.deps;
  const hub = createHub({ db: app.database.kysely, metrics, log });
  const all = Array.from({ length: 3 * LOOKED_AT_ONCE }, () => suspectOf(owner.organizationId));
  for (const { subscriber } of all) hub.add(subscriber);
  await waitFor(() => all.every(({ told }) => told.length === 1));
  hub.recheck({});
  hub.announce({ changed: [[owner.organizationId, id]], transaction: '1' });
  const asked = () => all.filter(({ looks }) => looks.length > 0);
  expect(asked()).toHaveLength(LOOKED_AT_ONCE);
  for (let known = 0; known < all.length; known += 1) {
    await waitFor(() => asked().length > known);
    expect(asked().length - known).toBeLessThanOrEqual(LOOKED_AT_ONCE);
    expect(all.slice(known).every(({ told }) => told.length === 1)).toBe(true);
    const next = all[known];
    next?.looks[0]?.resolve(next.principal);
    await waitFor(() => next?.told.includes('snapshot') && next.told.length > 1);
  }
  hub.close();
});
