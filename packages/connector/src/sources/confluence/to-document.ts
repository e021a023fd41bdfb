import type { Convert } from '../../convert/convert.ts';
import { mentionedPeople } from '../../convert/look-into-storage.ts';
import { type SourceDocument, SourceError } from '../source.ts';
import type { SourceAccess } from '../source-access.ts';
import type { ConfluenceClient, ContentEntry, ContentWithBody } from './client.ts';
import { toDate } from './failed-item.ts';
import type { People } from './people.ts';

export type Fetched = {
  entry: ContentEntry;
  body: ContentWithBody;
  known: { path: string[]; access: SourceAccess };
  revision: string;
  spaceKey: string;
};

export type Writing = {
  client: ConfluenceClient;
  people: Pick<People, 'nameOf'>;
  convert: Convert;
};

/** Throws `SourceError` when the item has no text that can be read. */
export async function toDocument(writing: Writing, item: Fetched): Promise<SourceDocument> {
  const { entry, body, known } = item;
  return {
    externalId: entry.id,
    revision: item.revision,
    title: body.title || entry.title || UNTITLED,
    url: body.url ?? entry.url,
    body: await toMarkdown(writing, item),
    author: authorOf(writing, body.author ?? entry.author),
    createdAt: toDate(body.createdAt ?? entry.createdAt),
    updatedAt: toDate(body.updatedAt ?? entry.updatedAt),
    path: known.path,
    access: known.access,
  };
}

export const UNTITLED = 'Untitled';

/** Data Center tells names, Cloud account ids: one whose name is not known is nobody’s name. */
export function authorOf({ client, people }: Writing, author: string | null): string | null {
  if (!author) return null;
  return people.nameOf(author) ?? (client.edition === 'data_center' ? author : null);
}

/**
 * The text as it is stored, which only names pages that it includes: as it is shown it would hold
 * their text too, and whoever reads this page may not be let into those.
 */
async function toMarkdown(writing: Writing, { entry, body, spaceKey }: Fetched): Promise<string> {
  const { client, convert, people } = writing;
  const webBase = client.webBase();
  const baseUrl = webBase ? `${webBase}/` : undefined;
  if (body.storage === null) {
    throw new SourceError('upstream_error', 'Confluence gives no text for this.');
  }
  const mentioned = mentionedPeople(body.storage).flatMap((id) => {
    const name = people.nameOf(id);
    return name ? [[id, name] as const] : [];
  });
  return convert('storage', {
    text: body.storage,
    baseUrl,
    people: Object.fromEntries(mentioned),
    page: webBase ? { webBase, spaceKey, id: entry.id } : undefined,
  });
}
