import type { z } from 'zod';
import type { Attachment, ContentEntry } from './client.ts';
import type { CloudList } from './cloud-paging.ts';
import { v2AttachmentSchema } from './shapes.ts';

/** The files of one page or blog post; `at` makes addresses of the API. */
export async function* listCloudAttachments(
  list: CloudList,
  given: { entry: ContentEntry; collection: string; webBase: () => string | undefined },
  at: (path: string) => URL,
): AsyncIterable<Attachment[]> {
  const { entry, collection, webBase } = given;
  const path = `/api/v2/${collection}/${entry.id}/attachments?status=current&limit=250`;
  const toAttachment = (item: z.output<typeof v2AttachmentSchema>): Attachment => ({
    id: item.id,
    title: item.title,
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
  for await (const items of list(path, v2AttachmentSchema)) {
    yield items.filter(({ status }) => status === 'current').map(toAttachment);
  }
}
