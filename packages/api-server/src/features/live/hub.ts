import type { Log } from '@rita/platform/log';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Metrics } from '../../platform/metrics.ts';
import type { SeenConnection } from '../data-sources/data-sources.store.ts';
import type { Announcement } from '../runs/announce.ts';
import type { Watchers } from '../runs/run-deps.ts';
import { type AccessChange, concerns, isSame } from './access-change.ts';
import { type Changed, readChanges, readSnapshots } from './read-changes.ts';
import type { FrameCache, Subscriber } from './subscriber.ts';
import { createWrittenRows } from './written-rows.ts';

export type Hub = Watchers & {
  /** From here on nothing is missed: the snapshot is read after it was added. */
  add: (subscriber: Subscriber) => void;
  remove: (subscriber: Subscriber) => void;
  /** How many streams a person has here. */
  countOf: (userId: string) => number;
  announce: (announcement: Announcement) => void;
  /**
   * Asks again who is behind the streams concerned, ends those that lost their access, and begins the
   * others anew with a snapshot. Also after notifications may have been lost, for any of them may have
   * said so.
   */
  recheck: (change: AccessChange) => void;
  /** The same for all, without haste. */
  recheckEverybody: () => Promise<void>;
  /** A comment to everybody, so that proxies and browsers see the stream alive. */
  keepAlive: () => void;
  close: () => void;
};

/** When a thousand browsers come back at once, one read serves all that came within this time. */
export const SHARED_READ_MS = 25;

/** After lost notifications all streams are asked about: the database is not to hear of each at the same time. */
export const LOOKED_AT_ONCE = 20;

/** Whom a look is about; a later one counts in its place. */
type Suspicion = { one: Subscriber; look: object };

type HubDeps = { db: Kysely<Tables>; metrics: Metrics; log: Log };

/** The streams of this process. All reads go one after another, so that nobody sees an older row after a newer one. */
export function createHub({ db, metrics, log }: HubDeps): Hub {
  const byOrganization = new Map<string, Set<Subscriber>>();
  const byPerson = new Map<string, number>();
  const written = createWrittenRows();
  let changed: Changed = new Map();
  let withoutSnapshot = new Set<Subscriber>();
  /** Those of whom it is not known who listens, by the look that was begun last. */
  const suspects = new Map<Subscriber, object>();
  let isReading = false;
  let snapshotsReadAt = Number.NEGATIVE_INFINITY;
  let nextSnapshots: NodeJS.Timeout | undefined;

  async function readAll(): Promise<void> {
    if (isReading) return;
    isReading = true;
    try {
      while (changed.size > 0 || areSnapshotsDue()) await readOnce();
    } finally {
      isReading = false;
    }
    readSnapshotsLater();
  }

  async function readOnce(): Promise<void> {
    const changes = changed;
    const newcomers = areSnapshotsDue() ? withoutSnapshot : new Set<Subscriber>();
    changed = new Map();
    if (newcomers === withoutSnapshot) withoutSnapshot = new Set();
    try {
      await tellChanges(changes);
      await sendSnapshots(newcomers);
    } catch (err) {
      // Their browsers come back, and begin with a snapshot.
      log.error({ err }, 'live streams could not be fed');
      for (const id of changes.keys()) for (const one of subscribersOf(id)) one.stream.end();
      for (const one of newcomers) one.stream.end();
    }
  }

  async function tellChanges(those: Changed): Promise<void> {
    if (those.size === 0) return;
    for (const [organizationId, changes] of await readChanges(db, those)) {
      const frames: FrameCache = new Map();
      for (const one of subscribersOf(organizationId)) {
        for (const change of changes) one.tell(change, frames);
      }
    }
  }

  async function sendSnapshots(newcomers: Set<Subscriber>): Promise<void> {
    if (newcomers.size === 0) return;
    const ids = new Set([...newcomers].map((one) => one.principal.organizationId));
    snapshotsReadAt = performance.now();
    const snapshots = await readSnapshots(db, [...ids]);
    for (const one of newcomers) {
      // Whoever became suspect meanwhile gets one when it is known who listens, or none.
      if (suspects.has(one)) continue;
      one.sendSnapshot(snapshots.get(one.principal.organizationId) ?? []);
    }
  }

  /** At once for whoever comes alone; what changes meanwhile does not wait for it. */
  function areSnapshotsDue(): boolean {
    return withoutSnapshot.size > 0 && performance.now() >= snapshotsReadAt + SHARED_READ_MS;
  }

  function readSnapshotsLater(): void {
    if (withoutSnapshot.size === 0) return;
    nextSnapshots ??= setTimeout(() => {
      nextSnapshots = undefined;
      void readAll();
    }, SHARED_READ_MS);
  }

  function subscribersOf(organizationId: string): Iterable<Subscriber> {
    return byOrganization.get(organizationId) ?? [];
  }

  function* everybody(): Iterable<Subscriber> {
    for (const subscribers of byOrganization.values()) yield* subscribers;
  }

  function remove(subscriber: Subscriber): void {
    const { organizationId } = subscriber.principal;
    const subscribers = byOrganization.get(organizationId);
    if (!subscribers?.delete(subscriber)) return;
    withoutSnapshot.delete(subscriber);
    suspects.delete(subscriber);
    if (subscribers.size === 0) byOrganization.delete(organizationId);
    metrics.liveStreams.dec();
    countPerson(subscriber, -1);
  }

  function countPerson({ principal: { userId } }: Subscriber, change: 1 | -1): void {
    const count = (byPerson.get(userId) ?? 0) + change;
    if (count > 0) byPerson.set(userId, count);
    else byPerson.delete(userId);
  }

  async function recheckOne(one: Subscriber): Promise<void> {
    const now = await one.recheck();
    if (isSame(one, now)) return;
    remove(one);
    if (now === undefined) {
      one.stream.send({ name: 'session_ended', data: { timestamp: new Date().toISOString() } });
    }
    one.stream.end();
  }

  /** Nothing more is told until it is known who listens. */
  function suspect(one: Subscriber): Suspicion {
    const look = {};
    suspects.set(one, look);
    withoutSnapshot.delete(one);
    one.hold();
    return { one, look };
  }

  async function recheckAll(those: Iterable<Suspicion>): Promise<void> {
    for (const { one, look } of those) {
      const isStillDue = suspects.get(one) === look;
      if (isStillDue) await endOnError(one, recheckSuspect({ one, look }));
    }
  }

  async function recheckSuspect({ one, look }: Suspicion): Promise<void> {
    await recheckOne(one);
    // What an earlier look found may have changed since.
    if (suspects.get(one) !== look) return;
    suspects.delete(one);
    withoutSnapshot.add(one);
    void readAll();
  }

  async function endOnError(one: Subscriber, check: Promise<void>): Promise<void> {
    return check.catch((err: unknown) => {
      log.error({ err }, 'access could not be checked');
      one.stream.end();
    });
  }

  return {
    add(subscriber) {
      const { organizationId } = subscriber.principal;
      const subscribers = byOrganization.get(organizationId) ?? new Set();
      byOrganization.set(organizationId, subscribers.add(subscriber));
      withoutSnapshot.add(subscriber);
      metrics.liveStreams.inc();
      countPerson(subscriber, 1);
      void readAll();
    },
    remove,
    countOf: (userId) => byPerson.get(userId) ?? 0,
    isWatched: (organizationId) => byOrganization.has(organizationId),
    keep: written.keep,
    announce({ changed: entries, transaction }) {
      for (const [organizationId, id] of entries) {
        const row = written.take({ transaction, organizationId, id });
        if (!byOrganization.has(organizationId)) continue;
        const rows = changed.get(organizationId) ?? new Map<string, SeenConnection | undefined>();
        // The newest announcement counts: where no row came with it, it has to be read.
        changed.set(organizationId, rows.set(id, row));
      }
      void readAll();
    },
    recheck(change) {
      const concerned = [...everybody()].filter((one) => concerns(one, change));
      // All are held first, and share what is left to look at.
      const left = concerned.map(suspect).values();
      for (let looks = 0; looks < LOOKED_AT_ONCE; looks += 1) void recheckAll(left);
    },
    async recheckEverybody() {
      // One after another: a thousand streams must not ask the database all at once.
      for (const one of [...everybody()]) await endOnError(one, recheckOne(one));
    },
    keepAlive() {
      for (const one of everybody()) one.stream.comment();
    },
    close() {
      clearTimeout(nextSnapshots);
      for (const one of [...everybody()]) {
        remove(one);
        one.stream.end();
      }
    },
  };
}
