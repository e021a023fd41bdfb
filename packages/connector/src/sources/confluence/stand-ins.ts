import type { FailedItem, SourceError } from '../source.ts';
import type { ContentKind, Space } from './client.ts';
import type { UnreadItem } from './list-page.ts';

/** What stands for a list among the failed items, where that could not be read to its end. */
type StandIn = Pick<FailedItem, 'externalId' | 'title' | 'url'>;

const LISTS: Record<ContentKind, { prefix: string; title: string }> = {
  page: { prefix: 'list-of-pages:', title: 'List of pages' },
  blogpost: { prefix: 'list-of-blogposts:', title: 'List of blog posts' },
};
const SEARCH = 'list-of-found:';

export function listOfContent(kind: ContentKind, { id, name }: Space): StandIn {
  const { prefix, title } = LISTS[kind];
  return { externalId: `${prefix}${id}`, title: `${title} of ${name}`, url: null };
}

/** What labels or CQL choose in a space. */
export function listOfFound({ id, name }: Space): StandIn {
  return { externalId: `${SEARCH}${id}`, title: `Search in ${name}`, url: null };
}

export const LIST_OF_SPACES: StandIn = {
  externalId: 'list-of-spaces',
  title: 'List of spaces',
  url: null,
};

/** Where nobody knows which list it is that left something out. */
export const LISTS_OF_PAGES: StandIn = {
  externalId: 'list-of-pages',
  title: 'Lists of pages',
  url: null,
};

/** The space whose list an id stands for, or `all`; undefined for the id of a page or a file. */
export function spaceOfList(externalId: string): string | 'all' | undefined {
  const ofAll = [LIST_OF_SPACES, LISTS_OF_PAGES].map((list) => list.externalId);
  if (ofAll.includes(externalId)) return 'all';
  const prefixes = [...Object.values(LISTS).map(({ prefix }) => prefix), SEARCH];
  const prefix = prefixes.find((start) => externalId.startsWith(start));
  return prefix === undefined ? undefined : externalId.slice(prefix.length);
}

/** Whatever it was that a list ended with, its end is not proven. */
export function failedList(standIn: StandIn, { message }: SourceError): FailedItem {
  const reason = `${message} What was listed is read, and nothing is removed.`;
  return { ...standIn, code: 'list_unproven', reason };
}

/** Results that lack what is needed: each fails alone, unless nobody knows which it is. */
export function failedResults(
  unread: readonly UnreadItem[],
  { list, idOf = (id) => id }: { list: StandIn; idOf?: (id: string) => string },
): { failed: FailedItem[]; isWhole: boolean } {
  const failed = unread.map(({ id, title }): FailedItem => {
    const named = { ...list, code: 'list_unproven' as const };
    return id === null
      ? {
          ...named,
          reason: `${title ? `“${title}”` : 'Something'} in it has no id. Nothing is removed.`,
        }
      : { externalId: idOf(id), title, url: null, code: 'upstream_error', reason: LACKING };
  });
  return { failed, isWhole: unread.every(({ id }) => id !== null) };
}

const LACKING =
  'Confluence’s answer lacks something that it cannot be read without, such as its version.';
