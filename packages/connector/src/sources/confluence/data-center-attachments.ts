import type { z } from 'zod';
import { SourceError } from '../source.ts';
import type { Attachment, ContentEntry } from './client.ts';
import type { DataCenterList } from './data-center-paging.ts';
import { type List, type ListPage, mapList } from './list-page.ts';
import { v1AttachmentSchema } from './shapes.ts';

const MOST_TRIES = 3;

/** The files of one page. Data Center refuses a later page (400) at times, so it is asked again. */
export async function* listDataCenterAttachments(
  list: DataCenterList,
  given: { entry: ContentEntry; root: string; webBase: () => string },
): List<Attachment> {
  const { entry, root, webBase } = given;
  const url = new URL(`${root}/rest/api/content/${entry.id}/child/attachment`);
  url.searchParams.set('expand', 'version,history,metadata');
  const toFile = (item: z.output<typeof v1AttachmentSchema>) =>
    toAttachment(item, { entry, root, base: webBase() });
  for (let tries = 1; ; tries += 1) {
    try {
      const pages: ListPage<Attachment>[] = [];
      for await (const page of mapList(list(url, v1AttachmentSchema), toFile)) pages.push(page);
      yield* pages;
      return;
    } catch (error) {
      const isPassing = error instanceof SourceError && error.code === 'upstream_error';
      if (!isPassing || tries >= MOST_TRIES) throw error;
    }
  }
}

function toAttachment(
  item: z.output<typeof v1AttachmentSchema>,
  place: { entry: ContentEntry; root: string; base: string },
): Attachment {
  const webui = item._links?.webui;
  return {
    id: item.id,
    title: item.title ?? '',
    isCurrent: item.status === 'current',
    mediaType: item.metadata?.mediaType ?? item.extensions?.mediaType ?? null,
    size: item.extensions?.fileSize ?? null,
    version: item.version.number,
    author: item.version.by?.displayName ?? null,
    createdAt: item.history?.createdDate ?? null,
    updatedAt: item.version.when ?? null,
    url: webui ? `${place.base}${webui}` : place.entry.url,
    content: contentOf(item, place),
  };
}

/** Only a path counts: our credentials go to the address that was verified, and to no other. */
function contentOf(
  { title, _links }: z.output<typeof v1AttachmentSchema>,
  { root, entry }: { root: string; entry: ContentEntry },
): URL | null {
  const download = _links?.download;
  if (download?.startsWith('/') && !download.startsWith('//')) return new URL(`${root}${download}`);
  if (!title) return null;
  return new URL(`${root}/download/attachments/${entry.id}/${encodeURIComponent(title)}`);
}
