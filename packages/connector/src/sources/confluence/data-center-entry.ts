import type { z } from 'zod';
import type { ContentEntry, ContentKind, ContentWithBody } from './client.ts';
import type { v1ContentSchema } from './shapes.ts';

type V1Content = z.output<typeof v1ContentSchema>;

/** Undefined for what is no page: an attachment, a comment. */
export function kindOf({ type }: V1Content): ContentKind | undefined {
  if (type === 'blogpost') return 'blogpost';
  return !type || type === 'page' ? 'page' : undefined;
}

export function fromV1(
  item: V1Content,
  place: { kind: ContentKind; webBase: string; spaceId?: string },
): ContentEntry {
  const webui = item._links?.webui;
  return {
    id: item.id,
    kind: place.kind,
    title: item.title ?? '',
    spaceId: item.space?.id ?? place.spaceId ?? '',
    parentId: item.ancestors?.at(-1)?.id ?? null,
    ...(item.ancestors
      ? { ancestors: item.ancestors.map(toAncestor).toReversed() }
      : { hasUnknownPlace: true as const }),
    version: item.version.number,
    updatedAt: item.version.when ?? null,
    createdAt: item.history?.createdDate ?? null,
    author: item.version.by?.displayName ?? item.history?.createdBy?.displayName ?? null,
    url: webui ? `${item._links?.base ?? place.webBase}${webui}` : null,
  };
}

export function withStorage(entry: ContentEntry, item: V1Content): ContentWithBody {
  return { ...entry, storage: item.body?.storage?.value ?? null };
}

const toAncestor = ({ id, title }: { id: string; title?: string | null | undefined }) => ({
  id,
  title: title ?? '',
});
