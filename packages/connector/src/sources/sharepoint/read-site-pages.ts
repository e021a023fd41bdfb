import { inChunks, inParallel } from '../batches.ts';
import type { SyncPage, SyncRequest } from '../source.ts';
import type { ReadDocument } from './read-document.ts';
import { pageSchema, type Site } from './shapes.ts';
import { isPublished, type PageReading, pageId, pageRevision, readPage } from './site-page.ts';

const STEP = 25;
const PARALLEL_READS = 4;

export type PagesStep = Pick<SyncPage, 'documents' | 'failed' | 'unchanged'> & {
  /** Whatever the list named, drafts included. */
  ids: string[];
  removed: string[];
  /** Something failed that may be read another time, although the page does not change. */
  mayRecover: boolean;
  /** Pages that SharePoint named without an id: they may be stored, and are not met. */
  unreadable: number;
};

/**
 * The pages of a site. There is no delta of them: all are listed without their content, which is
 * then asked for page by page, since one page that cannot be read would spoil a list with content.
 * Ends normally only when the whole list has come.
 */
export async function* readSitePages(
  reading: PageReading,
  site: Site,
  knownRevision: SyncRequest['knownRevision'],
): AsyncIterable<PagesStep> {
  const path = `/sites/${encodeURIComponent(site.id)}/pages/microsoft.graph.sitePage?$top=200`;
  for await (const { items, unreadable } of reading.graph.list(path, pageSchema)) {
    const drafts = items.filter((page) => !isPublished(page)).map((page) => pageId(site, page));
    yield { ...nothing(), unreadable, ids: drafts, removed: drafts };
    for (const chunk of inChunks(items.filter(isPublished), STEP)) {
      const step = { ...nothing(), ids: chunk.map((page) => pageId(site, page)) };
      const read: ReadDocument[] = [];
      await inParallel(chunk, PARALLEL_READS, async (page) => {
        const known = await knownRevision(pageId(site, page));
        const revision = pageRevision(site, page);
        const isStored = known !== undefined;
        if (revision !== undefined && known === revision) step.unchanged.push(pageId(site, page));
        else await readPage(reading, { site, page, isStored }, { read, failed: step.failed });
      });
      step.documents = await reading.addAccess(site, read);
      step.mayRecover = step.failed.length > 0;
      yield step;
    }
  }
}

const nothing = (): PagesStep => ({
  documents: [],
  failed: [],
  unchanged: [],
  ids: [],
  removed: [],
  mayRecover: false,
  unreadable: 0,
});
