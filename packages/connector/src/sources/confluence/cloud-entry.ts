import type { z } from 'zod';
import type { ContentEntry, ContentKind, ContentWithBody } from './client.ts';
import type { v2ContentSchema } from './shapes.ts';

type V2Content = z.output<typeof v2ContentSchema>;

export function fromV2(
  item: V2Content,
  place: { kind: ContentKind; webBase: string | undefined; spaceId?: string },
): ContentEntry {
  const base = item._links?.base ?? place.webBase;
  const webui = item._links?.webui;
  return {
    id: item.id,
    kind: place.kind,
    title: item.title ?? '',
    spaceId: item.spaceId ?? place.spaceId ?? '',
    ...placeOf(item),
    version: item.version.number,
    updatedAt: item.version.createdAt ?? null,
    createdAt: item.createdAt ?? null,
    author: item.version.authorId ?? item.authorId ?? null,
    url: base && webui ? `${base}${webui}` : null,
  };
}

/** A kind of parent without a parent: something stands above, and nobody says what. */
export function placeOf(item: Pick<V2Content, 'parentId' | 'parentType'>) {
  const isUnknown = !item.parentId && Boolean(item.parentType);
  return {
    parentId: item.parentId ?? null,
    parentType: item.parentType ?? null,
    ...(isUnknown ? { hasUnknownPlace: true as const } : {}),
  };
}

export function withStorage(entry: ContentEntry, item: V2Content): ContentWithBody {
  return { ...entry, storage: item.body?.storage?.value ?? null };
}
