import { htmlToMarkdown } from '../../convert/html-to-markdown.ts';
import { inChunks, inParallel } from '../batches.ts';
import {
  type FailedItem,
  type SourceDocument,
  SourceError,
  type SyncPage,
  type SyncRequest,
} from '../source.ts';
import type { Graph } from './call-graph.ts';
import { toDate } from './read-file.ts';
import { revisionOf } from './revision.ts';
import { pageSchema, type Site, type SitePage } from './shapes.ts';
import { siteName } from './sites.ts';

const STEP = 25;
const PARALLEL_READS = 4;

export type PagesStep = Pick<SyncPage, 'documents' | 'failed' | 'unchanged'> & { ids: string[] };

/**
 * The pages of a site. There is no delta of them: all are listed without their content, which is
 * then asked for page by page, since one page that cannot be read would spoil a list with content.
 */
export async function* readSitePages(
  graph: Graph,
  site: Site,
  knownRevision: SyncRequest['knownRevision'],
): AsyncIterable<PagesStep> {
  const base = `/sites/${encodeURIComponent(site.id)}/pages`;
  for await (const listed of graph.list(`${base}/microsoft.graph.sitePage?$top=200`, pageSchema)) {
    for (const chunk of inChunks(listed.filter(isPublished), STEP)) {
      const step: PagesStep = {
        documents: [],
        failed: [],
        unchanged: [],
        ids: chunk.map((page) => idOf(site, page)),
      };
      await inParallel(chunk, PARALLEL_READS, async (page) => {
        const id = idOf(site, page);
        if ((await knownRevision(id)) === pageRevision(site, page)) step.unchanged.push(id);
        else await readPage(graph, { site, page, base, step });
      });
      yield step;
    }
  }
}

/**
 * Reads one page of a site into `step`; false when it is a draft by now. Throws `not_found` when
 * it is gone.
 */
export async function readSitePage(
  graph: Graph,
  { site, id }: { site: Site; id: string },
  step: Pick<PagesStep, 'documents' | 'failed'>,
): Promise<boolean> {
  const base = `/sites/${encodeURIComponent(site.id)}/pages`;
  const path = `${base}/${encodeURIComponent(id)}/microsoft.graph.sitePage`;
  const page = await graph.get(path, pageSchema);
  if (!isPublished(page)) return false;
  await readPage(graph, { site, page, base, step });
  return true;
}

/** A draft shows what is not meant to be read yet. */
function isPublished(page: SitePage): boolean {
  return page.publishingState?.level !== 'draft';
}

function idOf(site: Site, page: SitePage): string {
  return `page/${site.id}/${page.id}`;
}

function pageRevision(site: Site, page: SitePage): string {
  return revisionOf([page.eTag, page.title, page.webUrl, siteName(site)]);
}

async function readPage(
  graph: Graph,
  given: {
    site: Site;
    page: SitePage;
    base: string;
    step: Pick<PagesStep, 'documents' | 'failed'>;
  },
): Promise<void> {
  const { site, page, base, step } = given;
  const path = `${base}/${encodeURIComponent(page.id)}/microsoft.graph.sitePage?$expand=canvasLayout`;
  try {
    const full = await graph.get(path, pageSchema);
    step.documents.push(toDocument(site, page, canvasToMarkdown(full)));
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'upstream_error') throw error;
    // Its name and summary can be found all the same.
    step.documents.push({
      ...toDocument(site, page, page.description ?? ''),
      revision: 'unreadable',
    });
    step.failed.push(toFailure(site, page));
  }
}

function toDocument(site: Site, page: SitePage, body: string): SourceDocument {
  return {
    externalId: idOf(site, page),
    revision: pageRevision(site, page),
    title: page.title || page.name || 'Unnamed page',
    url: page.webUrl ?? null,
    body,
    author: page.lastModifiedBy?.user?.displayName ?? null,
    createdAt: toDate(page.createdDateTime),
    updatedAt: toDate(page.lastModifiedDateTime),
    path: [siteName(site), 'Site pages'],
    access: { kind: 'nobody', reason: 'not_read' },
  };
}

function toFailure(site: Site, page: SitePage): FailedItem {
  return {
    externalId: idOf(site, page),
    title: page.title ?? page.name ?? null,
    url: page.webUrl ?? null,
    code: 'upstream_error',
    reason: 'SharePoint cannot read the content of this page; only its title is kept.',
  };
}

/** Text of the web parts in the order of the page; what has no HTML gives its searchable texts. */
function canvasToMarkdown(page: SitePage): string {
  const { horizontalSections, verticalSection } = page.canvasLayout ?? {};
  const columns = (horizontalSections ?? []).flatMap(({ columns }) => columns ?? []);
  const parts = [...columns, ...(verticalSection ? [verticalSection] : [])].flatMap(
    ({ webparts }) => webparts ?? [],
  );
  const texts = parts.map((part) => {
    if (part.innerHtml)
      return htmlToMarkdown(part.innerHtml, { baseUrl: page.webUrl ?? undefined });
    const { title, description, serverProcessedContent } = part.data ?? {};
    const found = (serverProcessedContent?.searchablePlainTexts ?? []).map(({ value }) => value);
    return [title, description, ...found].filter(Boolean).join('\n\n');
  });
  return texts.filter(Boolean).join('\n\n');
}
