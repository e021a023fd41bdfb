import type * as graph from '@microsoft/microsoft-graph-types';
import type { ServerContext } from './server-context.ts';
import {
  childrenPath,
  listIdOf,
  listItemId,
  type SampleItem,
  type SampleLibrary,
  type SampleLocation,
  type SampleSitePage,
} from './tenant.ts';

const identity = (name: string) => ({ user: { displayName: name } as graph.Identity });

export function toSite(context: ServerContext, site: SampleLocation) {
  return {
    id: site.id,
    name: site.path.split('/').at(-1) ?? '',
    displayName: site.name,
    webUrl: `${context.siteOrigin}${site.path}`,
    createdDateTime: '2024-02-01T08:00:00Z',
    lastModifiedDateTime: '2026-10-01T08:00:00Z',
    siteCollection: { hostname: new URL(context.origin).hostname },
    ...(site.path === '' ? { root: {} } : {}),
  } satisfies graph.Site;
}

export function toDrive(context: ServerContext, library: SampleLibrary) {
  return {
    id: library.id,
    name: library.name,
    webUrl: `${libraryUrl(context, library)}`,
    driveType: 'documentLibrary',
    lastModifiedDateTime: '2026-10-01T08:00:00Z',
    createdBy: { user: { displayName: 'System Account' } },
    quota: {
      deleted: 0,
      remaining: 27487790694400,
      state: 'normal',
      total: 27487790694400,
      used: 1,
    },
  } satisfies graph.Drive;
}

function libraryUrl(context: ServerContext, library: SampleLibrary): string {
  const site = context.tenant.sites.find(({ id }) => id === library.siteId);
  return `${context.siteOrigin}${site?.path ?? ''}/${encodeURIComponent(library.urlName)}`;
}

export function toList(context: ServerContext, library: SampleLibrary) {
  const template = library.kind === 'pages' ? 'webPageLibrary' : 'documentLibrary';
  return {
    id: listIdOf(library),
    name: library.urlName,
    displayName: library.name,
    webUrl: libraryUrl(context, library),
    list: { template, hidden: false, contentTypesEnabled: true },
  } satisfies graph.List;
}

/** The numbers by which SharePoint's own API knows an item. */
function sharepointIds({ tenant }: ServerContext, item: SampleItem) {
  const library = tenant.libraries.find(({ id }) => id === item.driveId);
  return {
    listId: library ? listIdOf(library) : '',
    listItemId: String(listItemId(tenant, item)),
  } satisfies graph.SharepointIds;
}

export function toItem(context: ServerContext, item: SampleItem, isDelta = false) {
  const { tenant, switches } = context;
  const path = childrenPath(tenant, item);
  const library = tenant.libraries.find(({ id }) => id === item.driveId);
  const parentReference = {
    driveId: item.driveId,
    driveType: 'documentLibrary',
    id: item.parentId ?? `root-${item.driveId}`,
    ...(isDelta && switches.pathlessDelta
      ? {}
      : {
          path: `/drives/${item.driveId}/root:${path.map((name) => `/${encodeURIComponent(name)}`).join('')}`,
        }),
    ...(library ? { siteId: library.siteId } : {}),
  };
  if (item.isDeleted) {
    const named = switches.namelessDeletions ? {} : { name: item.name };
    return {
      id: item.id,
      ...named,
      deleted: { state: 'deleted' },
      parentReference,
    } satisfies graph.DriveItem;
  }
  const facet =
    item.kind === 'folder'
      ? {
          folder: {
            childCount: tenant.items.filter(({ parentId }) => parentId === item.id).length,
          },
        }
      : {
          file: {
            mimeType: item.mimeType,
            hashes: { quickXorHash: `hash${item.contentVersion}=` },
          },
        };
  return {
    id: item.id,
    name: item.name,
    size: item.content.length,
    eTag: `"{${item.id}},${item.version}"`,
    cTag: `"c:{${item.id}},${item.contentVersion}"`,
    webUrl: `${library ? libraryUrl(context, library) : context.siteOrigin}/${[...path, item.name].map(encodeURIComponent).join('/')}`,
    createdDateTime: item.createdAt,
    lastModifiedDateTime: item.modifiedAt,
    createdBy: identity(item.author),
    lastModifiedBy: identity(item.author),
    parentReference,
    sharepointIds: sharepointIds(context, item),
    fileSystemInfo: { createdDateTime: item.createdAt, lastModifiedDateTime: item.modifiedAt },
    ...facet,
  } satisfies graph.DriveItem;
}

export function toRootItem(context: ServerContext, library: SampleLibrary) {
  return {
    id: `root-${library.id}`,
    name: 'root',
    webUrl: libraryUrl(context, library),
    parentReference: { driveId: library.id, driveType: 'documentLibrary' },
    folder: { childCount: 1 },
    root: {},
  } satisfies graph.DriveItem;
}

export function toPage(context: ServerContext, page: SampleSitePage, withCanvas: boolean) {
  const site = context.tenant.sites.find(({ id }) => id === page.siteId);
  return {
    '@odata.type': '#microsoft.graph.sitePage',
    id: page.id,
    name: page.name,
    title: page.title,
    description: page.description,
    webUrl: `${context.siteOrigin}${site?.path ?? ''}/SitePages/${page.name}`,
    pageLayout: 'article',
    promotionKind: 'page',
    publishingState: {
      level: page.level,
      versionId: page.level === 'draft' ? '0.1' : `${page.version}.0`,
    },
    createdBy: identity(page.author),
    lastModifiedBy: identity(page.author),
    createdDateTime: page.createdAt,
    lastModifiedDateTime: page.modifiedAt,
    eTag: `"{${page.id}},${page.version}"`,
    titleArea: { textAboveTitle: 'News of the company', showTextBlockAboveTitle: true },
    ...(withCanvas ? { canvasLayout: canvasOf(page) } : {}),
  } satisfies graph.SitePage & { '@odata.type': string };
}

function canvasOf(page: SampleSitePage) {
  const text = page.html.map((innerHtml, index) => ({
    '@odata.type': '#microsoft.graph.textWebPart',
    id: `text-${index}`,
    innerHtml,
  }));
  const quickLinks = {
    '@odata.type': '#microsoft.graph.standardWebPart',
    id: 'standard-0',
    webPartType: 'c70391ea-0b10-4ee9-b2b4-006d3fcad0cd',
    data: {
      title: 'Quick links',
      serverProcessedContent: {
        searchablePlainTexts: [{ key: 'items[0].title', value: `More about ${page.title}` }],
        links: [
          { key: 'baseUrl', value: '/sites/tea' },
          { key: 'items[0].sourceItem.url', value: '/sites/tea/more' },
        ],
      },
    },
  };
  const column = { id: '1', width: 12, webparts: [...text, quickLinks] };
  return {
    horizontalSections: [{ id: '1', layout: 'oneColumn', emphasis: 'none', columns: [column] }],
  } satisfies graph.CanvasLayout;
}
