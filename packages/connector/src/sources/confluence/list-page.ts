import type { z } from 'zod';
import { UnprovenList } from '../unproven-list.ts';
import { type ListLinks, unreadSchema } from './shapes.ts';

/** A result of a list that lacks what is needed of it. */
export type UnreadItem = { id: string | null; title: string | null };

/** One page of a list. */
export type ListPage<T> = { items: T[]; unread: UnreadItem[] };

/** A list, page after page: it ends normally only where its end is proven, else it throws. */
export type List<T> = AsyncIterable<ListPage<T>>;

/** Each result is parsed alone, so that an odd one does not cost the others. */
export function readResults<T extends z.ZodType>(
  results: readonly unknown[],
  item: T,
): ListPage<z.output<T>> {
  const page: ListPage<z.output<T>> = { items: [], unread: [] };
  for (const result of results) {
    const parsed = item.safeParse(result);
    if (parsed.success) page.items.push(parsed.data);
    else {
      const { id, title } = unreadSchema.parse(result);
      page.unread.push({ id: id ?? null, title: title ?? null });
    }
  }
  return page;
}

export const idsOf = ({ items, unread }: ListPage<{ id: string }>): string[] =>
  [...items, ...unread].map(({ id }) => id).filter((id) => id !== null);

export type NextPage = { is: 'there'; link: string } | { is: 'not there' } | { is: 'not told' };

/** What an answer tells of the page behind it: in its links, or in the header `Link` (v2). */
export function nextPageOf(links: ListLinks, headers?: Headers): NextPage {
  const link = links?.next || linkInHeader(headers?.get('link') ?? '');
  if (typeof link === 'string') return { is: 'there', link };
  const isEnd = links && (links.next === undefined || links.next === null || links.next === '');
  return { is: isEnd ? 'not there' : 'not told' };
}

function linkInHeader(header: string): string | undefined {
  return /<([^<>]{1,8000})>\s{0,9};\s{0,9}rel="?next"?/.exec(header)?.[1];
}

/** The same pages with other values in them. */
export async function* mapList<T, U>(list: List<T>, change: (item: T) => U): List<U> {
  for await (const { items, unread } of list) yield { items: items.map(change), unread };
}

/** For a look that takes nothing as gone: as far as the list goes, with its end proven or not. */
export async function* asFarAsTold<T>(list: List<T>): List<T> {
  try {
    yield* list;
  } catch (error) {
    if (!(error instanceof UnprovenList)) throw error;
  }
}

/** Without what is archived or in the trash, which some lists have although nobody asked for it. */
export async function* currentOf<T extends { status: string }>(list: List<T>): List<T> {
  for await (const { items, unread } of list) {
    yield { items: items.filter(({ status }) => status === 'current'), unread };
  }
}
