import { randomInt, randomUUID } from 'node:crypto';
import { FEED_DAYS, type Reader } from '@rita/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { updateAccess } from '../src/access/document-access.store.ts';
import { writeFeedCursor } from '../src/document-feed/feed-cursor.ts';
import { forgetChanges } from '../src/document-feed/forget-changes.ts';
import { ADA, BOB } from './access-script.ts';
import { openConnectorApp } from './connector-app.ts';
import { createFeedCopy } from './feed-copy.ts';
import { type FeedPlace, FOR_ALL, FOR_STAFF, setStaff, storeForStaff } from './feed-steps.ts';
import { tellFeedStory } from './feed-story.ts';
import { createChance, createFeedWorld } from './feed-world.ts';
import type { GivenDocument } from './stored-documents.ts';

let at: Awaited<ReturnType<typeof openConnectorApp>>;
beforeAll(async () => {
  at = await openConnectorApp();
});
afterAll(() => at.close());

let tenantId: string;
beforeEach(() => {
  tenantId = randomUUID();
});

/** Documents of a connection whose staff is Ada. */
const store = (...documents: GivenDocument[]) => storeForStaff(at.database, tenantId, documents);

const setAccess = (
  place: FeedPlace,
  external: string,
  access: Parameters<typeof updateAccess>[2][number]['access'],
) =>
  at.database.kysely
    .transaction()
    .execute((trx) => updateAccess(trx, place, [{ externalId: external, access }]));

const copyFor = (reader: Reader | null) =>
  createFeedCopy(at, tenantId, { reader, open_connections: [] });

const typesOf = (changes: { type: string }[]) => changes.map(({ type }) => type);

test('a copy made of export and feed has what its reader may read, whatever happens', async () => {
  const seed = Number(process.env.FEED_SEED ?? randomInt(2 ** 31));
  const chance = createChance(seed);
  const world = await createFeedWorld(at.database, chance);
  const changes = Number(process.env.FEED_CHANGES ?? 300);
  const { gaps, extra, polls } = await tellFeedStory({ at, world, chance }, changes);
  expect({ seed, gaps, extra }).toEqual({ seed, gaps: [], extra: [] });
  expect(polls).toBeGreaterThan(3);
}, 120_000);

describe('each change', () => {
  test('is told with its document, once, the oldest first', async () => {
    const place = await store({ title: 'one', access: FOR_ALL }, { title: 'two', access: FOR_ALL });
    const copy = copyFor(ADA);
    expect(typesOf(await copy.catchUp(100))).toEqual(['added', 'added']);
    expect(await copy.catchUp(100)).toEqual([]);
    const [one, two] = place.ids;
    await sql`update documents set revision = '2', body = 'new' where id = ${two}::uuid`.execute(
      at.database.kysely,
    );
    await setAccess(place, '0', FOR_STAFF);
    await sql`delete from documents where id = ${two}::uuid`.execute(at.database.kysely);
    const changes = await copy.catchUp(100);
    expect(changes).toEqual([
      { type: 'removed', id: two },
      { type: 'access_changed', document: expect.objectContaining({ id: one, title: 'one' }) },
    ]);
  });

  test('that nobody can read is nothing, and leaves no trace in any answer', async () => {
    const place = await store({ access: FOR_ALL }, { access: FOR_STAFF }, { access: FOR_STAFF });
    const copy = copyFor(BOB);
    expect(await copy.catchUp(100)).toHaveLength(1);
    const before = copy.cursor()?.length;
    for (let revision = 2; revision < 30; revision += 1) {
      await sql`
        update documents set revision = ${String(revision)} where id = any(${place.ids.slice(1)}::uuid[])`.execute(
        at.database.kysely,
      );
    }
    await sql`delete from documents where id = ${place.ids[1]}::uuid`.execute(at.database.kysely);
    const page = await copy.page(1);
    expect([page.data, page.has_more]).toEqual([[], false]);
    expect(page.next_cursor.length).toBe(before);
  });

  test('of who is in a group takes documents away and gives them, without their titles or with', async () => {
    const place = await store({ title: 'secret', access: FOR_STAFF }, { access: FOR_ALL });
    const copies = [copyFor(ADA), copyFor(BOB)];
    for (const copy of copies) await copy.begin();
    await setStaff(at.database, place, [BOB]);
    const [ada, bob] = [await copies[0]?.catchUp(10), await copies[1]?.catchUp(10)];
    expect(ada).toEqual([{ type: 'removed', id: place.ids[0] }]);
    expect(bob).toEqual([
      { type: 'added', document: expect.objectContaining({ title: 'secret' }) },
    ]);
  });

  test('that is under way is told once it is committed, whatever was told meanwhile', async () => {
    if (at.database.kind === 'pglite') return;
    const { ids } = await store({ access: FOR_ALL }, { access: FOR_ALL });
    const copy = copyFor(null);
    await copy.begin();
    const slow = await at.database.kysely.startTransaction().execute();
    const touch = (db: typeof slow | typeof at.database.kysely, id: string | undefined) =>
      sql`update documents set revision = 'new' where id = ${id}::uuid`.execute(db);
    await touch(slow, ids[0]);
    await touch(at.database.kysely, ids[1]);
    expect(await copy.catchUp(10)).toMatchObject([{ document: { id: ids[1] } }]);
    await slow.commit().execute();
    expect(await copy.catchUp(10)).toMatchObject([{ document: { id: ids[0] } }]);
  });

  test('of long texts comes in pages that can be carried', async () => {
    const body = 'x'.repeat(1_900_000);
    await store(...Array.from({ length: 5 }, () => ({ body, access: FOR_ALL })));
    const copy = copyFor(null);
    const sizes: number[] = [];
    for (let hasMore = true; hasMore; ) {
      const page = await copy.page(100);
      sizes.push(page.data.length);
      hasMore = page.has_more;
    }
    expect(copy.held().size).toBe(5);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2);
    await sql`
      update documents set revision = '2' where tenant_id = ${tenantId}`.execute(
      at.database.kysely,
    );
    const told = [];
    for (let hasMore = true; hasMore; ) {
      const page = await copy.page(100);
      told.push(...page.data);
      expect(page.data.length).toBeLessThanOrEqual(2);
      hasMore = page.has_more;
    }
    expect(typesOf(told)).toEqual(Array(5).fill('updated'));
  });
});

describe('a cursor', () => {
  const ask = (cursor: string, more = {}) =>
    at.ask('/documents/changes', { tenant_id: tenantId, reader: ADA, limit: 10, cursor, ...more });
  const codeOf = async (cursor: string, more = {}) => {
    const answer = await ask(cursor, more);
    return [answer.statusCode, answer.json().code];
  };

  test('is good for as long as what follows is known, and then leads to an export', async () => {
    const { ids } = await store({ access: FOR_ALL }, { access: FOR_ALL });
    const copy = copyFor(ADA);
    await copy.begin();
    await sql`delete from documents where id = ${ids[0]}::uuid`.execute(at.database.kysely);
    const old = copy.save();
    expect(await copy.catchUp(10)).toEqual([{ type: 'removed', id: ids[0] }]);
    const age = async (days: number) => {
      await sql`
        update document_changes set changed_at = now() - make_interval(days => ${days})
        where tenant_id = ${tenantId}`.execute(at.database.kysely);
      await forgetChanges(at.database);
    };
    await age(FEED_DAYS - 1);
    copy.restore(old);
    expect(await copy.catchUp(10)).toHaveLength(1);
    const newest = copy.cursor() ?? '';
    await age(FEED_DAYS + 1);
    expect(await codeOf(old.cursor ?? '')).toEqual([410, 'feed_cursor_expired']);
    expect((await ask(newest)).statusCode).toBe(200);
  });

  test('whose rights were forgotten, or from a future that was lost, is answered alike', async () => {
    await store({ access: FOR_ALL });
    const copy = copyFor(ADA);
    await copy.begin();
    await store({ access: FOR_STAFF });
    await sql`delete from feed_readings where tenant_id = ${tenantId}`.execute(at.database.kysely);
    expect(await codeOf(copy.cursor() ?? '')).toEqual([410, 'feed_cursor_expired']);
    const beyond = writeFeedCursor({ position: 10_000, parts: [{ upTo: null, digest: '' }] });
    expect(await codeOf(beyond)).toEqual([410, 'feed_cursor_expired']);
  });

  test.each([
    'x',
    '',
    Buffer.from('[1,"000000000000000",[]]').toString('base64url'),
    Buffer.from('[1,"1",[[null,""]]]').toString('base64url'),
    Buffer.from('[2,"000000000000000",[[null,""]]]').toString('base64url'),
    Buffer.from('[1,"000000000000000",[["x",""]]]').toString('base64url'),
    Buffer.from('{"position":1}').toString('base64url'),
  ])('that was not made here is refused: %s', async (cursor) => {
    expect(await codeOf(cursor)).toEqual([400, 'feed_cursor_invalid']);
  });
});
