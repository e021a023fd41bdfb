import type { z } from 'zod';
import { inChunks, inParallel } from '../batches.ts';
import { SourceError } from '../source.ts';
import type { Call } from './call-confluence.ts';
import type { ContentEntry, ContentKind } from './client.ts';
import { fromV2 } from './cloud-entry.ts';
import type { CloudList } from './cloud-paging.ts';
import { orAbsent } from './or-absent.ts';
import { requireSame } from './require-same.ts';
import { v2ContentSchema } from './shapes.ts';

/** Ids in one address, which would get too long with the 250 that are allowed. */
const MOST_IDS = 100;
const PARALLEL_READS = 4;
export const COLLECTION: Record<ContentKind, string> = { page: 'pages', blogpost: 'blogposts' };

type Reading = {
  call: Call;
  list: CloudList;
  at: (path: string) => URL;
  webBase: () => string | undefined;
};

/**
 * Current pages and blog posts of these ids, whichever they are. One that a list does not name is
 * asked for alone: only that tells “gone” from “left out”.
 */
export async function readCloudEntries(
  reading: Reading,
  ids: readonly string[],
): Promise<ContentEntry[]> {
  const entries: ContentEntry[] = [];
  let rest = [...new Set(ids)];
  for (const read of [readListed, readSingly]) {
    for (const kind of ['page', 'blogpost'] as const) {
      const items = await read(reading, kind, rest);
      const found = new Set(items.map(({ id }) => id));
      entries.push(...items.map((item) => fromV2(item, { kind, webBase: reading.webBase() })));
      rest = rest.filter((id) => !found.has(id));
    }
  }
  return entries;
}

type V2Content = z.output<typeof v2ContentSchema>;

async function readListed({ list }: Reading, kind: ContentKind, ids: readonly string[]) {
  const found: V2Content[] = [];
  for (const some of inChunks(ids, MOST_IDS)) {
    const query = some.map((id) => `id=${encodeURIComponent(id)}`).join('&');
    const path = `/api/v2/${COLLECTION[kind]}?status=current&limit=${MOST_IDS}&${query}`;
    for await (const { items, unread } of list(path, v2ContentSchema)) {
      found.push(...items.filter(({ status }) => status === 'current'));
      if (unread.length > 0) throw lacking();
    }
  }
  return found;
}

async function readSingly({ call, at }: Reading, kind: ContentKind, ids: readonly string[]) {
  const found = await inParallel(ids, PARALLEL_READS, async (id) => {
    const url = at(`/api/v2/${COLLECTION[kind]}/${encodeURIComponent(id)}`);
    const item = await orAbsent(call.get(url, v2ContentSchema));
    if (item) requireSame(id, item.id);
    return item;
  });
  return found.filter((item) => item !== undefined).filter(({ status }) => status === 'current');
}

function lacking(): SourceError {
  return new SourceError('upstream_error', 'Confluence’s answer lacks what tells a page.');
}
