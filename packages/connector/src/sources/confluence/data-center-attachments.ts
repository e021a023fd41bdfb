import type { z } from 'zod';
import { SourceError } from '../source.ts';
import type { Attachment, ContentEntry } from './client.ts';
import { v1AttachmentSchema } from './shapes.ts';

const MOST_TRIES = 3;

type ListByStart = (
  url: URL,
  item: typeof v1AttachmentSchema,
) => AsyncIterable<z.output<typeof v1AttachmentSchema>[]>;

/** The files of one page. Data Center refuses a later page (400) at times, so it is asked again. */
export async function* listDataCenterAttachments(
  list: ListByStart,
  given: { entry: ContentEntry; root: string; webBase: () => string },
): AsyncIterable<Attachment[]> {
  const { entry, root, webBase } = given;
  const url = `${root}/rest/api/content/${entry.id}/child/attachment?expand=version,history`;
  for (let tries = 1; ; tries += 1) {
    try {
      const all: Attachment[] = [];
      for await (const items of list(new URL(url), v1AttachmentSchema)) {
        const current = items.filter(({ status }) => status === 'current');
        all.push(...current.map((item) => toAttachment(item, { entry, root, base: webBase() })));
      }
      yield all;
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
  const { webui, download } = item._links;
  return {
    id: item.id,
    title: item.title,
    size: item.extensions?.fileSize ?? null,
    version: item.version.number,
    author: item.version.by?.displayName ?? null,
    createdAt: item.history?.createdDate ?? null,
    updatedAt: item.version.when ?? null,
    url: webui ? `${place.base}${webui}` : place.entry.url,
    content: contentOf(place.root, download),
  };
}

/** Only a path counts: our credentials go to the address that was verified, and to no other. */
function contentOf(root: string, download: string | null | undefined): URL {
  if (download?.startsWith('/')) return new URL(`${root}${download}`);
  throw new SourceError('wrong_edition', 'Confluence does not tell where the file is.');
}
