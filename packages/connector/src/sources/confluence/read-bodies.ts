import { inChunks, inParallel, readInBatches } from '../batches.ts';
import type { Patience } from '../fails-alone.ts';
import type { FailedItem, SourceError } from '../source.ts';
import type { ConfluenceClient, ContentEntry, ContentWithBody } from './client.ts';
import { toFailed } from './failed-item.ts';
import { asItsOwn } from './its-own.ts';

const PARALLEL_READS = 4;

type Read = { bodies: ContentWithBody[]; failed: FailedItem[] };

/** Bodies of entries; what is gone by now is in neither, and what cannot be read fails alone. */
export async function readBodies(
  { client, patience }: { client: ConfluenceClient; patience: Patience },
  entries: readonly ContentEntry[],
): Promise<Read> {
  const failed: FailedItem[] = [];
  const onFailed = (entry: ContentEntry, error: SourceError) => {
    patience.failed(error);
    failed.push(toFailed(entry, error));
  };
  const bodies: ContentWithBody[] = [];
  const listed = new Set(entries.map(({ id }) => id));
  for (const kind of ['page', 'blogpost'] as const) {
    const wanted = entries.filter((entry) => entry.kind === kind);
    const read = await inParallel(
      inChunks(wanted, client.bodiesInOneCall),
      PARALLEL_READS,
      (chunk) => readInBatches(chunk, (some) => readSome(client, some), onFailed),
    );
    bodies.push(...read.flat().filter(({ id }) => listed.has(id)));
  }
  if (bodies.length > 0) patience.succeeded();
  const settled = new Set([
    ...bodies.map(({ id }) => id),
    ...failed.map(({ externalId }) => externalId),
  ]);
  const absent = entries.filter(({ id }) => !settled.has(id));
  // A list may lag behind; only a single call tells “gone” from “left out”.
  const single = await inParallel(absent, PARALLEL_READS, (entry) =>
    readInBatches([entry], (batch) => asItsOwn(client, readSingly(client, batch)), onFailed),
  );
  return { bodies: await retryStale(client, [...bodies, ...single.flat()], entries), failed };
}

/** One alone has an address of its own, which says more clearly what is wrong with it. */
function readSome(client: ConfluenceClient, entries: readonly ContentEntry[]) {
  const readTogether = entries.length > 1 ? client.readBodies : undefined;
  return asItsOwn(client, readTogether?.(entries) ?? readSingly(client, entries));
}

async function readSingly(client: ConfluenceClient, entries: readonly ContentEntry[]) {
  const found = await inParallel(entries, PARALLEL_READS, client.readOne);
  return found.filter((item) => item !== undefined);
}

/** A body older than the list said is asked for once more, and then taken as it is. */
async function retryStale(
  client: ConfluenceClient,
  bodies: readonly ContentWithBody[],
  entries: readonly ContentEntry[],
): Promise<ContentWithBody[]> {
  const versions = new Map(entries.map((entry) => [entry.id, entry.version]));
  return inParallel(bodies, PARALLEL_READS, async (body) => {
    if (body.version >= (versions.get(body.id) ?? 0)) return body;
    const [again] = await readInBatches(
      [body],
      (batch) => readSingly(client, batch),
      () => {},
    );
    return again ?? body;
  });
}
