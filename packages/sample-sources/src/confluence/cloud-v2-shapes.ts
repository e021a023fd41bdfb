import { findContent, type ServerContext, webPath } from './server-context.ts';
import type { SampleContent, SampleSpace } from './site.ts';
import { storageToView } from './storage-to-view.ts';

export function toSpace(space: SampleSpace) {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: space.type,
    status: space.status,
    authorId: '557058:0a1b2c3d-4e5f-4a6b-8c7d-000000000001',
    spaceOwnerId: '557058:0a1b2c3d-4e5f-4a6b-8c7d-000000000001',
    currentActiveAlias: space.key,
    createdAt: '2025-01-07T09:00:00.000Z',
    homepageId: `${space.id}1`,
    description: null,
    icon: null,
    _links: { webui: `/spaces/${space.key}` },
  };
}

export function toLabels(item: SampleContent) {
  return item.labels.map((name, index) => ({ id: `${item.id}${index}`, name, prefix: 'global' }));
}

/** A page, blog post or container of the v2 API. */
export function toContent(
  context: ServerContext,
  item: SampleContent,
  wanted: { format: string | null; isList: boolean },
) {
  const isStale = wanted.format !== null && context.switches.staleBodies > 0;
  if (isStale) context.switches.staleBodies -= 1;
  const parent = findContent(context, item.parentId);
  const page = {
    parentId: item.parentId,
    parentType: parent?.type ?? null,
    position: null,
    ownerId: item.author.accountId,
    lastOwnerId: null,
  };
  return {
    id: item.id,
    status: item.status,
    title: item.title,
    spaceId: item.spaceId,
    ...(item.type === 'page' ? page : {}),
    authorId: item.author.accountId,
    createdAt: item.createdAt,
    version: {
      number: item.version.number - (isStale ? 1 : 0),
      message: '',
      minorEdit: false,
      authorId: item.version.author.accountId,
      createdAt: item.version.createdAt,
    },
    body: bodyOf(context, item, wanted.format),
    _links: {
      webui: webPath(context, item),
      editui: `/pages/resumedraft.action?draftId=${item.id}`,
      tinyui: `/x/${Number(item.id).toString(36)}`,
      ...(wanted.isList ? {} : { base: context.webBase }),
    },
  };
}

function bodyOf(context: ServerContext, item: SampleContent, format: string | null) {
  if (format === 'storage') return { storage: { representation: 'storage', value: item.body } };
  if (format === 'view')
    return { view: { representation: 'view', value: storageToView(context, item) } };
  if (format === 'atlas_doc_format') {
    const value = JSON.stringify({ type: 'doc', version: 1, content: [] });
    return { atlas_doc_format: { representation: 'atlas_doc_format', value } };
  }
  return {};
}
