import type { z } from 'zod';
import type { Attachment, ContentEntry } from './client.ts';
import type { CloudList } from './cloud-paging.ts';
import { type List, mapList } from './list-page.ts';
import { v2AttachmentSchema } from './shapes.ts';

/** The files of one page or blog post; `at` makes addresses of the API. */
export function listCloudAttachments(
  list: CloudList,
  given: { entry: ContentEntry; collection: string; webBase: () => string | undefined },
  at: (path: string) => URL,
): List<Attachment> {
  const { entry, collection, webBase } = given;
  const path = `/api/v2/${collection}/${entry.id}/attachments?status=current&limit=250`;
  const toAttachment = (item: z.output<typeof v2AttachmentSchema>): Attachment => ({
    id: item.id,
    title: item.title ?? '',
    isCurrent: item.status === 'current',
    mediaType: item.mediaType ?? null,
    size: item.fileSize ?? null,
    version: item.version.number,
    author: item.version.authorId ?? null,
    createdAt: item.createdAt ?? null,
    updatedAt: item.version.createdAt ?? null,
    url: webBase() && item.webuiLink ? `${webBase()}${item.webuiLink}` : entry.url,
    // The address that v2 gives (`downloadLink`) is for browsers and refuses API tokens.
    content: at(
      `/rest/api/content/${entry.id}/child/attachment/${encodeURIComponent(item.id)}/download`,
    ),
  });
  return mapList(list(path, v2AttachmentSchema), toAttachment);
}
