import { randomUUID } from 'node:crypto';
import { type ControlledTransaction, sql } from 'kysely';
import { proveAccounts, upsertAccounts } from '../src/access/account.store.ts';
import { updateAccess } from '../src/access/document-access.store.ts';
import { nextGeneration, storeGroup } from '../src/access/people.store.ts';
import { readableDocuments } from '../src/access/readable-documents.ts';
import { createReading } from '../src/access/reading.ts';
import { deleteUnusedRules, lockAccess, raiseVersion } from '../src/access/rule.store.ts';
import { noteStaleAccess } from '../src/document-feed/note-stale-access.ts';
import { deleteDocuments } from '../src/documents/document.store.ts';
import type { Database, Tables, Transact } from '../src/platform/db/tables.ts';
import type { SourceAccess } from '../src/sources/source-access.ts';
import { ADA, account, BOB, group, rule } from './access-script.ts';
import type { Copied, FeedReader } from './feed-copy.ts';

const DAY_MS = 24 * 3_600_000;
const GROUPS = ['group:a', 'group:b', 'group:c', 'group:d'];
const MEMBERS = ['user:ada', 'user:bob'];
const DOCUMENTS = 40;
const NEVER: SourceAccess = { kind: 'nobody', reason: 'refused' };

/** Numbers that look like chance and come again with the same seed. */
export function createChance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (count: number) => Math.floor(next() * count),
    of: <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T,
    is: (share: number) => next() < share,
  };
}
type Chance = ReturnType<typeof createChance>;

type Place = { tenantId: string; connectionId: string; connectionType: 'confluence' };
/** A sync of one connection; on PostgreSQL its transaction stays open over several changes. */
type Sync = { place: Place; trx: ControlledTransaction<Tables> | undefined };

/** Both people have an account there, and no group yet. */
async function setUp(trx: Transact, place: Place): Promise<void> {
  const at = { ...place, generation: await nextGeneration(trx, place) };
  await upsertAccounts(trx, at, [account('ada@example.com'), account('bob@example.com')]);
  await proveAccounts(trx, at);
  await raiseVersion(trx, place, 'people_version');
  await sql`
    update access_states set people_read_at = now()
    where connection_id = ${place.connectionId}::uuid`.execute(trx);
}

export type FeedWorld = Awaited<ReturnType<typeof createFeedWorld>>;

/** An organization in which everything changes that a reader's documents depend on. */
export async function createFeedWorld(database: Database, chance: Chance) {
  const tenantId = randomUUID();
  const syncs: Sync[] = [1, 2, 3].map(() => ({
    place: { tenantId, connectionId: randomUUID(), connectionType: 'confluence' },
    trx: undefined,
  }));
  const readers: FeedReader[] = [ADA, BOB, null].map((reader) => ({
    ...{ reader, open_connections: [] },
  }));
  const canOverlap = database.kind === 'postgres';
  let texts = 0;

  for (const { place } of syncs) {
    await database.kysely.transaction().execute((trx) => setUp(trx, place));
  }

  const someAccess = (): SourceAccess => {
    const [one, other] = [chance.of(GROUPS), chance.of(GROUPS)];
    return chance.of<() => SourceAccess>([
      () => ({ kind: 'public' }),
      () => ({ kind: 'members_of_source' }),
      () => NEVER,
      () => rule([one]),
      () => rule([one], [other]),
      () => rule([one, other]),
    ])();
  };
  const someIds = () =>
    Array.from({ length: 1 + chance.below(4) }, () => String(chance.below(DOCUMENTS)));

  const changes: Record<string, (trx: Transact, place: Place) => Promise<unknown>> = {
    write: (trx, place) => writeDocuments(trx, place, [...new Set(someIds())]),
    remove: (trx, { connectionId }) =>
      sql`
      delete from documents where connection_id = ${connectionId}::uuid
        and external_id = any(${someIds()}::text[])`.execute(trx),
    access: (trx, place) =>
      updateAccess(
        trx,
        place,
        someIds().map((externalId) => ({ externalId, access: someAccess() })),
      ),
    members: (trx, place) => changeMembers(trx, place),
    unread: (trx, { connectionId }) =>
      sql`
      update documents set access_unread_since = now() - interval '25 hours'
      where connection_id = ${connectionId}::uuid
        and external_id = any(${someIds()}::text[])`.execute(trx),
    sweep: async (trx, place) => {
      await deleteUnusedRules(trx, place);
      await raiseVersion(trx, place, 'rules_version');
    },
    forget: async (trx, place) => {
      if (!chance.is(0.1)) return;
      await deleteDocuments(trx, place);
      // Ids of connections never come again.
      place.connectionId = randomUUID();
      await setUp(trx, place);
    },
  };
  const KINDS = [
    ...Array<string>(10).fill('write'),
    ...Array<string>(3).fill('remove'),
    ...Array<string>(6).fill('access'),
    ...Array<string>(3).fill('members'),
    ...['unread', 'sweep', 'forget'],
  ];

  async function writeDocuments(trx: Transact, place: Place, ids: string[]): Promise<void> {
    texts += 1;
    const rows = ids.map((id) => ({ external_id: id, text: `text ${texts}` }));
    await sql`
      insert into documents as stored (tenant_id, connection_id, connection_type, external_id,
        revision, title, body, path, fetched_at, listed_at)
      select ${tenantId}, ${place.connectionId}::uuid, 'confluence', external_id, text, text, text,
        '[]', now(), now()
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (external_id text, text text)
      on conflict (tenant_id, connection_id, external_id) do update set revision = excluded.revision,
        title = excluded.title, body = excluded.body`.execute(trx);
    await updateAccess(
      trx,
      place,
      ids.map((externalId) => ({ externalId, access: someAccess() })),
    );
  }

  async function changeMembers(trx: Transact, place: Place): Promise<void> {
    const at = { ...place, generation: await nextGeneration(trx, place) };
    const members = MEMBERS.filter(() => chance.is(0.5));
    await storeGroup(trx, at, group(chance.of(GROUPS), members));
    await raiseVersion(trx, place, 'people_version');
  }

  const commit = async (sync: Sync) => {
    await sync.trx?.commit().execute();
    sync.trx = undefined;
  };

  return {
    tenantId,
    readers,
    /** One change by one of the syncs, which may go on, commit, or break down. */
    change: async () => {
      const sync = chance.of(syncs);
      const kind = chance.of(KINDS);
      if (sync.trx === undefined) {
        sync.trx = await database.kysely.startTransaction().execute();
        await lockAccess(sync.trx, sync.place);
      }
      await changes[kind]?.(sync.trx, sync.place);
      if (canOverlap && chance.is(0.5)) return;
      if (chance.is(0.1)) {
        await sync.trx.rollback().execute();
        sync.trx = undefined;
      } else await commit(sync);
    },
    /** An owner opens or closes connections for one of the readers. */
    openSome: () => {
      const ids = syncs.map(({ place }) => place.connectionId);
      chance.of(readers).open_connections = ids.filter(() => chance.is(0.2));
    },
    /** False where a sync holds what was to be noted: a search knows it by the clock already. */
    noteStale: async (): Promise<boolean> => {
      await noteStaleAccess(database, DAY_MS);
      const { rows } = await sql`
        select from documents where tenant_id = ${tenantId} and access_is_stale
          <> coalesce(access_unread_since < now() - interval '1 day', false)`.execute(
        database.kysely,
      );
      return rows.length === 0;
    },
    /** As when the process dies: what it had not committed is gone. */
    crash: async () => {
      for (const sync of syncs) {
        await sync.trx?.rollback().execute();
        sync.trx = undefined;
      }
    },
    settle: async () => {
      for (const sync of syncs) await commit(sync);
      await noteStaleAccess(database, DAY_MS);
    },
    /** What a reader may read now, asked for past the feed. */
    readable: async (asker: FeedReader): Promise<Copied> => {
      const reading = createReading({ staleLimitMs: DAY_MS });
      const readable = await reading.open(database.kysely, { tenant_id: tenantId, ...asker });
      const { rows } = await sql<{ id: string; body: string }>`
        select id, body from documents where tenant_id = ${tenantId}
          and ${readableDocuments(readable)}`.execute(database.kysely);
      return new Map(rows.map(({ id, body }) => [id, body]));
    },
  };
}
