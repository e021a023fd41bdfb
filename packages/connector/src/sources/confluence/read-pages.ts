import {
  mentionedAccounts,
  storageNeedsView,
  storageToMarkdown,
} from '../../convert/storage-to-markdown.ts';
import { viewToMarkdown } from '../../convert/view-to-markdown.ts';
import { inChunks, inParallel, readInBatches } from '../batches.ts';
import { type FailedItem, type SourceDocument, SourceError, type SyncRequest } from '../source.ts';
import { createTurns } from '../take-turns.ts';
import type { ConfluenceClient, ContentEntry, ContentWithBody, ReadRestriction } from './client.ts';
import { toDate, toFailed } from './failed-item.ts';
import type { Restrictions } from './restrictions.ts';
import { isSamePlace, revisionOf } from './revision.ts';
import type { SpaceTree } from './space-tree.ts';

export type ReadStepResult = {
  documents: SourceDocument[];
  failed: FailedItem[];
  unchanged: string[];
};

/** `place`: what has its version and its place is taken as unchanged, without a look at its restriction. */
export type Checks = 'everything' | 'place';

type Fetched = {
  entry: ContentEntry;
  body: ContentWithBody;
  known: { path: string[]; restriction: ReadRestriction };
  revision: string;
  spaceKey: string;
  nameOf: (id: string) => string | undefined;
  /** Converting holds the process up: whatever else is under way comes first. */
  takeTurn: () => Promise<void>;
};

/**
 * Reads one step of a space. Bodies come in storage format, 50 in a call. A page that includes
 * other pages costs one more call for its `view`, because only the server can fill them in; on a
 * usual site that is one page in twenty, where `view` for all would be a call for each page.
 */
export function createPageReader(
  client: ConfluenceClient,
  {
    knownRevision,
    restrictions,
  }: Pick<SyncRequest, 'knownRevision'> & { restrictions: Restrictions },
) {
  const names = createNames(client);
  const takeTurn = createTurns();
  return async (
    tree: SpaceTree,
    entries: readonly ContentEntry[],
    checks: Checks,
  ): Promise<ReadStepResult> => {
    // All at once, for the store then asks only one question.
    const known = new Map(
      await Promise.all(entries.map(async ({ id }) => [id, await knownRevision(id)] as const)),
    );
    const placeOf = (entry: ContentEntry, version: number) => ({
      ...entry,
      version,
      path: tree.pathOf(entry),
    });
    const isSettled = (entry: ContentEntry) =>
      checks === 'place' && isSamePlace(known.get(entry.id), placeOf(entry, entry.version));
    const restrictionOf = await restrictions(
      tree,
      entries.filter((entry) => !isSettled(entry)),
    );
    const revision = (entry: ContentEntry, version: number) =>
      revisionOf(placeOf(entry, version), restrictionOf(entry));
    const isUnchanged = (entry: ContentEntry) =>
      isSettled(entry) || known.get(entry.id) === revision(entry, entry.version);
    const unchanged = entries.filter(isUnchanged).map(({ id }) => id);
    const settled = new Set(unchanged);
    const changed = entries.filter(({ id }) => !settled.has(id));
    const { bodies, failed } = await readBodies(client, changed);
    await names.learn(bodies);
    const documents = await inParallel(bodies, 4, (body) => {
      const entry = changed.find((candidate) => candidate.id === body.id) ?? body;
      return toDocument(client, {
        entry,
        body,
        known: { path: tree.pathOf(entry), restriction: restrictionOf(entry) },
        revision: revision(entry, body.version),
        spaceKey: tree.space.key,
        nameOf: names.nameOf,
        takeTurn,
      });
    });
    return { documents, failed, unchanged };
  };
}

async function readBodies(client: ConfluenceClient, entries: readonly ContentEntry[]) {
  const failed: FailedItem[] = [];
  const onFailed = (entry: ContentEntry, error: SourceError) => failed.push(toFailed(entry, error));
  const bodies: ContentWithBody[] = [];
  for (const kind of ['page', 'blogpost'] as const) {
    const wanted = entries.filter((entry) => entry.kind === kind);
    const read = await inParallel(inChunks(wanted, client.bodiesInOneCall), 4, (chunk) =>
      readInBatches(chunk, client.readBodies, onFailed),
    );
    bodies.push(...read.flat());
  }
  const settled = new Set([
    ...bodies.map(({ id }) => id),
    ...failed.map((item) => item.externalId),
  ]);
  const absent = entries.filter((entry) => !settled.has(entry.id));
  // A listing may lag behind; only a single call tells “gone” from “forgotten”.
  const single = await inParallel(absent, 4, (entry) =>
    readInBatches([entry], (batch) => readSingly(client, batch), onFailed),
  );
  return { bodies: await retryStale(client, [...bodies, ...single.flat()], entries), failed };
}

async function readSingly(client: ConfluenceClient, entries: readonly ContentEntry[]) {
  const found = await inParallel(entries, 4, client.readOne);
  return found.filter((item) => item !== undefined);
}

/** A body older than the listing said is asked for once more, and then taken as it is. */
async function retryStale(
  client: ConfluenceClient,
  bodies: readonly ContentWithBody[],
  entries: readonly ContentEntry[],
): Promise<ContentWithBody[]> {
  const versions = new Map(entries.map((entry) => [entry.id, entry.version]));
  return inParallel(bodies, 4, async (body) => {
    if (body.version >= (versions.get(body.id) ?? 0)) return body;
    return (await client.readOne(body)) ?? body;
  });
}

async function toDocument(client: ConfluenceClient, item: Fetched): Promise<SourceDocument> {
  const { entry, body, known } = item;
  const served = { ...entry, ...body, parentId: entry.parentId };
  return {
    externalId: entry.id,
    revision: item.revision,
    title: served.title,
    url: served.url,
    body: await toMarkdown(client, item),
    author: served.author
      ? (item.nameOf(served.author) ?? nameOrNothing(client, served.author))
      : null,
    createdAt: toDate(served.createdAt ?? entry.createdAt),
    updatedAt: toDate(served.updatedAt),
    path: known.path,
    access: { kind: 'nobody', reason: 'not_read' },
  };
}

async function toMarkdown(client: ConfluenceClient, item: Fetched): Promise<string> {
  const { body, spaceKey } = item;
  const webBase = client.webBase();
  const baseUrl = webBase ? `${webBase}/` : undefined;
  if (body.storage === null || storageNeedsView(body.storage)) {
    const view = await client.readView(body).catch((error: unknown) => {
      // The storage format still has all but the included text.
      if (error instanceof SourceError && body.storage !== null) return undefined;
      throw error;
    });
    await item.takeTurn();
    if (view !== undefined) return viewToMarkdown(view, { baseUrl });
  } else await item.takeTurn();
  return storageToMarkdown(body.storage ?? '', {
    baseUrl,
    userName: item.nameOf,
    pageUrl: (title, space) =>
      webBase &&
      `${webBase}/display/${encodeURIComponent(space ?? spaceKey)}/${encodeURIComponent(title)}`,
  });
}

/** Names of people, each asked for once in a run. Without the right to look people up, they stay unnamed. */
function createNames(client: ConfluenceClient) {
  const names = new Map<string, string>();
  const asked = new Set<string>();
  return {
    nameOf: (id: string) => names.get(id),
    learn: async (bodies: readonly ContentWithBody[]) => {
      const ids = bodies.flatMap((body) => [
        ...(body.author ? [body.author] : []),
        ...mentionedAccounts(body.storage ?? ''),
      ]);
      const fresh = [...new Set(ids)].filter((id) => !asked.has(id));
      for (const id of fresh) asked.add(id);
      if (fresh.length === 0) return;
      const found = await client.userNames(fresh).catch((error: unknown) => {
        if (error instanceof SourceError) return new Map<string, string>();
        throw error;
      });
      for (const [id, name] of found) names.set(id, name);
    },
  };
}

function nameOrNothing(client: ConfluenceClient, author: string): string | null {
  return client.edition === 'data_center' ? author : null;
}
