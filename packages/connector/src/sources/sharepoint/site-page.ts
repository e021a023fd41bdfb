import type { Convert } from '../../convert/convert.ts';
import type { WebPart } from '../../convert/markup/web-part.ts';
import { failsAlone } from '../fails-alone.ts';
import { type FailedItem, SourceError, type SyncPage } from '../source.ts';
import { isOfTheDocument } from '../source-convert.ts';
import type { Graph } from './call-graph.ts';
import type { AddPageAccess, ReadDocument } from './read-document.ts';
import { toDate } from './read-file.ts';
import { revisionOf } from './revision.ts';
import { type GivenWebPart, pageSchema, type Site, type SitePage } from './shapes.ts';
import { siteName } from './sites.ts';

export type PageReading = { graph: Graph; convert: Convert; addAccess: AddPageAccess };

/** Pages as they are read, before it is known who may open them. */
export type ReadStep = { read: ReadDocument[] } & Pick<SyncPage, 'failed'>;
type Given = {
  site: Site;
  page: SitePage;
  /** What is stored of it stays when it cannot be read now. */
  isStored: boolean;
};

export function pageId(site: Site, page: SitePage): string {
  return `page/${site.id}/${page.id}`;
}

/** Undefined where SharePoint names no version, so that only reading tells whether it has changed. */
export function pageRevision(site: Site, page: SitePage): string | undefined {
  const version = page.eTag || page.lastModifiedDateTime;
  return version ? revisionOf([version, page.title, page.webUrl, siteName(site)]) : undefined;
}

/** Reads the content of a listed page into `step`. */
export async function readPage(
  { graph, convert }: Omit<PageReading, 'addAccess'>,
  { site, page, isStored }: Given,
  step: ReadStep,
): Promise<void> {
  try {
    requireKnownState(page);
    const path = `${pagePath(site.id, page.id)}?$expand=canvasLayout`;
    const full = await graph.get(path, pageSchema);
    step.read.push(toDocument(site, page, await canvasToMarkdown(convert, full)));
  } catch (error) {
    if (!failsAlone(error)) throw error;
    const isCorrupt = error.code === 'upstream_error' && !isOfTheDocument(error);
    const isNamed = isCorrupt && !isStored && page.publishingState?.level;
    // Its name and summary can be found all the same.
    if (isNamed) {
      const named = toDocument(site, page, page.description ?? '');
      step.read.push({ ...named, revision: 'unreadable' });
    }
    step.failed.push(toFailure(site, page, error));
  }
}

/**
 * Reads one page of a site again into `step`; false when it is a draft by now. Throws `not_found`
 * when it is gone.
 */
export async function readSitePage(
  reading: PageReading,
  { site, id }: { site: Site; id: string },
  step: Pick<SyncPage, 'documents' | 'failed'>,
): Promise<boolean> {
  const page = await reading.graph.get(pagePath(site.id, id), pageSchema);
  if (!isPublished(page)) return false;
  const read: ReadDocument[] = [];
  await readPage(reading, { site, page, isStored: true }, { read, failed: step.failed });
  step.documents.push(...(await reading.addAccess(site, read)));
  return true;
}

export function pagePath(siteId: string, id: string): string {
  return `/sites/${encodeURIComponent(siteId)}/pages/${encodeURIComponent(id)}/microsoft.graph.sitePage`;
}

/** A draft shows what is not meant to be read yet. */
export function isPublished(page: SitePage): boolean {
  return page.publishingState?.level?.toLowerCase() !== 'draft';
}

function requireKnownState(page: SitePage): void {
  if (page.publishingState?.level) return;
  const words = 'SharePoint does not say whether this page is published or a draft.';
  throw new SourceError('upstream_error', words);
}

function toDocument(site: Site, page: SitePage, body: string): ReadDocument {
  return {
    externalId: pageId(site, page),
    revision: pageRevision(site, page) ?? revisionOf([body, page.title, siteName(site)]),
    title: page.title || page.name || 'Unnamed page',
    url: page.webUrl ?? null,
    body,
    author: page.lastModifiedBy?.user?.displayName ?? null,
    createdAt: toDate(page.createdDateTime),
    updatedAt: toDate(page.lastModifiedDateTime),
    path: [siteName(site), 'Site pages'],
  };
}

function toFailure(site: Site, page: SitePage, error: SourceError): FailedItem {
  return {
    externalId: pageId(site, page),
    title: page.title || page.name || null,
    url: page.webUrl ?? null,
    code: error.code,
    reason: error.message,
  };
}

/** What stands above the title, and what the web parts show, in the order of the page. */
async function canvasToMarkdown(convert: Convert, page: SitePage): Promise<string> {
  const { horizontalSections, verticalSection } = page.canvasLayout ?? {};
  const columns = (horizontalSections ?? []).flatMap((section) => section.columns);
  const parts = [...columns, ...(verticalSection ? [verticalSection] : [])].flatMap(
    ({ webparts }) => webparts,
  );
  const baseUrl = page.webUrl ?? undefined;
  const { textAboveTitle, showTextBlockAboveTitle } = page.titleArea ?? {};
  const isAbove = showTextBlockAboveTitle && textAboveTitle;
  const above = isAbove ? convert('text', { text: textAboveTitle }) : '';
  const texts = parts.map((part) => convert('webPart', { part: toWebPart(part), baseUrl }));
  return (await Promise.all([above, ...texts])).filter(Boolean).join('\n\n');
}

function toWebPart({ innerHtml, webPartType, data }: GivenWebPart): WebPart {
  const { htmlStrings, searchablePlainTexts, links } = data?.serverProcessedContent ?? {};
  const { altText, overlayText, captionText, language, embedCode } = data?.properties ?? {};
  const texts = searchablePlainTexts ?? [];
  // Programs write these into one place or the other.
  const more = [overlayText, captionText]
    .filter((text) => text && !texts.some(({ value }) => value === text))
    .map((text) => ({ key: 'text', value: text ?? '' }));
  return {
    html: innerHtml ?? '',
    name: data?.title || data?.description || '',
    kind: webPartType?.toLowerCase() ?? '',
    texts: [...texts, ...more],
    htmls: [...(htmlStrings ?? []), ...(embedCode ? [{ key: 'embedCode', value: embedCode }] : [])],
    links: links ?? [],
    image: altText ?? '',
    language: language?.toLowerCase() ?? '',
  };
}
