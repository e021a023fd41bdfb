import type { DataSourceType, DocumentSummary, Reader } from '@rita/contracts';
import { DEMO_READERS, PEOPLE } from '@rita/sample-sources';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readListCursor, readSearchCursor } from '../src/documents/cursors.ts';
import { inParallel } from '../src/sources/batches.ts';
import { DRIVERS, type Drivers } from '../src/sources/registry.ts';
import type { SourceDriver } from '../src/sources/source.ts';
import {
  type Connection,
  type ConnectionSteps,
  connectionSteps,
  readerAt,
} from './connection-steps.ts';
import { createFeedCopy } from './feed-copy.ts';
import { LEAK_SOURCES, type LeakSource } from './leak-sources.ts';
import { startTestConnector } from './test-connector.ts';

// Everybody at every sample source, against every document there, by every way to it.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const TENANT = 'org-1';
const TYPES = Object.keys(LEAK_SOURCES) as DataSourceType[];
/** In many of the documents; each is asked for by everybody. */
const WORDS = ['the team', 'vacation', 'password -reset'];
/** What is listed can be opened; that takes fewer documents to see than that nothing else can. */
const SHOWN_ASKED = 20;
const STRANGERS: (Reader | null)[] = [
  null,
  { person_id: 'unproved', addresses: [] },
  readerAt({ address: 'nobody@northwind.example' }),
  // Looks like hers, and is not.
  readerAt({ address: DEMO_READERS.broad.address.replace('k', '\u212a') }),
];

let at: Awaited<ReturnType<typeof startTestConnector>>;
let steps: ConnectionSteps;
const sources = new Map<string, LeakSource>();
/** By their addresses there, which the connector tells people. */
const externalIds = new Map<string, string>();
/** What an owner who opened all connections would find. */
let all: DocumentSummary[];
/** What each finds in a list. */
const found = new Map<Reader | null, ReadonlySet<string>>();

beforeAll(async () => {
  at = await startTestConnector({ READING_POOL_SIZE: '8' }, withIdsNoted());
  steps = connectionSteps(at);
  const started = await Promise.all(TYPES.map((type) => LEAK_SOURCES[type]?.()));
  const addresses = new Set(PEOPLE.map(({ address }) => address));
  for (const address of started.flatMap((source) => source?.addresses ?? []))
    addresses.add(address);
  const people = [...addresses].map((address) => ({ person_id: `person ${address}`, address }));
  for (const [index, type] of TYPES.entries()) {
    const source = started[index] as LeakSource;
    const { settings, credentials } = source;
    const connection: Connection = at.payload({ connection_type: type, settings, credentials });
    expect(await steps.verify(connection)).toMatchObject({ status: 'success' });
    expect(await steps.sync(connection)).toMatchObject({ status: 'sync_completed' });
    expect(await steps.check(connection, people)).toMatchObject({ status: 'access_completed' });
    sources.set(connection.connection_id, source);
  }
  all = await listAll({ open_connections: [...sources.keys()] });
  for (const reader of [...STRANGERS, ...[...addresses].map((address) => readerAt({ address }))]) {
    found.set(reader, new Set((await listAll({ reader })).map(({ id }) => id)));
  }
});
afterAll(async () => {
  await at.close();
  await Promise.all([...sources.values()].map((source) => source.close()));
});

/** The drivers, of which it is noted under which address they deliver what. */
function withIdsNoted(): Drivers {
  const noted: Drivers = { ...DRIVERS };
  for (const type of TYPES) {
    noted[type] = async () => {
      const driver = await DRIVERS[type]();
      return {
        ...driver,
        async *sync(...given: Parameters<SourceDriver['sync']>) {
          for await (const page of driver.sync(...given)) {
            for (const { url, externalId } of page.documents) {
              externalIds.set(url ?? '', externalId);
            }
            yield page;
          }
        },
      };
    };
  }
  return noted;
}

/** Page by page; a cursor leads on from a document that was in the page, and from no other. */
async function listAll(asked: Record<string, unknown>): Promise<DocumentSummary[]> {
  const found: DocumentSummary[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await steps.search(TENANT, { ...asked, limit: 60, cursor: cursor ?? undefined });
    found.push(...page.data);
    cursor = page.next_cursor;
    if (cursor !== null) {
      const read = asked.query === undefined ? readListCursor : readSearchCursor;
      expect(read(cursor)?.id).toBe(page.data.at(-1)?.id);
    }
    if (cursor === null) expect(page.total).toBe(found.length);
  }
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  return found;
}

function idsFoundBy({ person_id }: Reader): ReadonlySet<string> {
  const [, ids] = [...found].find(([reader]) => reader?.person_id === person_id) ?? [];
  if (ids === undefined) throw new Error(`${person_id} was not asked for`);
  return ids;
}

/** Of those who find the very same, such as all strangers, the first. */
function oneOfEachKind(): Map<Reader | null, ReadonlySet<string>> {
  const kinds = Map.groupBy(found, ([, ids]) => [...ids].toSorted().join());
  return new Map([...kinds.values()].flatMap(([first]) => (first ? [first] : [])));
}

/** Everything that somebody does not find, and enough of what they do. */
function hiddenAndSome(readable: ReadonlySet<string>): DocumentSummary[] {
  const shown = all.filter(({ id }) => readable.has(id));
  return [...all.filter(({ id }) => !readable.has(id)), ...shown.slice(0, SHOWN_ASKED)];
}

/** Asks over HTTP, in the words of a copy that asks within the process. */
const withStatus: Parameters<typeof createFeedCopy>[0] = {
  ask: async (path, content) => {
    const answer = await at.send(content, { path });
    const body = await answer.text();
    return { statusCode: answer.status, body, json: () => JSON.parse(body) };
  },
};

const nameOf = (reader: Reader | null) => reader?.addresses[0] ?? reader?.person_id ?? 'nobody';

/** What the sources say: whether somebody may find a document, and whether they have to. */
function verdictOn(reader: Reader | null, { connection_id, url }: DocumentSummary) {
  const source = sources.get(connection_id) as LeakSource;
  const externalId = externalIds.get(url ?? '');
  if (externalId === undefined) throw new Error(`${url} was delivered by no driver`);
  // A sample takes more for the same address than mail systems do.
  const address = (STRANGERS.includes(reader) ? undefined : reader?.addresses[0]) ?? '';
  const mayFind = source.mayOpen(address, externalId);
  return { mayFind, hasToFind: mayFind && !source.isNotMirrored(address, externalId) };
}

test('the samples have enough of everything to be held against them', () => {
  for (const [connection, { mayOpen }] of sources) {
    const own = all.filter(({ connection_id }) => connection_id === connection);
    expect(own.length).toBeGreaterThan(30);
    expect(
      own.some(({ url }) => mayOpen(DEMO_READERS.broad.address, externalIds.get(url ?? '') ?? '')),
    ).toBe(true);
  }
  expect(found.size).toBeGreaterThan(15);
});

describe('everybody finds what the sources themselves would open for them', () => {
  test('in lists, counts and cursors', () => {
    const wrong: string[] = [];
    for (const [reader, readable] of found) {
      for (const one of all) {
        const { mayFind, hasToFind } = verdictOn(reader, one);
        const what = `${nameOf(reader)}: ${one.title} (${one.connection_type})`;
        if (readable.has(one.id) && !mayFind) wrong.push(`leak: ${what}`);
        if (!readable.has(one.id) && hasToFind) wrong.push(`loss: ${what}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('in searches: the same pages, numbers and excerpts as if nothing else were there', async () => {
    for (const query of WORDS) {
      const open = await listAll({ query, open_connections: [...sources.keys()] });
      expect(open.length, query).toBeGreaterThan(0);
      for (const [reader, readable] of found) {
        const expected = open.filter(({ id }) => readable.has(id));
        expect(await listAll({ query, reader }), `${nameOf(reader)}: ${query}`).toEqual(expected);
      }
    }
  });

  test('one by one', async () => {
    const wrong: string[] = [];
    for (const [reader, readable] of oneOfEachKind()) {
      await inParallel(hiddenAndSome(readable), 4, async ({ id, title }) => {
        const request = { tenant_id: TENANT, document_id: id, reader };
        const { data } = await steps.ask('/documents/get', request);
        if ((data !== null) !== readable.has(id)) wrong.push(`${nameOf(reader)}: ${title}`);
      });
    }
    expect(wrong).toEqual([]);
  });

  test('in a copy, by the feed and by an export', async () => {
    for (const [reader, readable] of oneOfEachKind()) {
      const copy = createFeedCopy(withStatus, TENANT, { reader, open_connections: [] });
      const told = await copy.catchUp(60);
      const ids = told.map((one) => (one.type === 'removed' ? one.id : one.document.id));
      expect(ids.toSorted(), nameOf(reader)).toEqual([...readable].toSorted());
      await copy.begin();
      expect([...copy.held().keys()].toSorted(), nameOf(reader)).toEqual([...readable].toSorted());
      expect(await copy.catchUp(60), nameOf(reader)).toEqual([]);
    }
  });

  test('in what they are told of who may read a document, and owners of others', async () => {
    for (const person of Object.values(DEMO_READERS)) {
      const reader = readerAt(person);
      const readable = idsFoundBy(reader);
      await inParallel(hiddenAndSome(readable), 4, async ({ id, title }) => {
        const request = { tenant_id: TENANT, document_id: id };
        const isReadable = readable.has(id);
        const told = await steps.ask('/access/explain', { ...request, reader });
        expect(told.data !== null, title).toBe(isReadable);
        const { data } = await steps.ask('/access/explain', { ...request, about: reader });
        expect(data, title).toMatchObject({ person: { may_read: isReadable } });
      });
    }
  });
});

test('nobody of another organization finds anything, whatever they say of themselves', async () => {
  const open = { open_connections: [...sources.keys()] };
  for (const person of PEOPLE) {
    const { data, total } = await steps.search('org-2', { ...open, reader: readerAt(person) });
    expect([data, total]).toEqual([[], 0]);
  }
  const [first] = all;
  const request = { tenant_id: 'org-2', document_id: first?.id, ...open };
  expect(await steps.ask('/documents/get', request)).toEqual({ data: null });
  expect(await steps.ask('/access/explain', request)).toEqual({ data: null });
});
