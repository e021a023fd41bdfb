import { z } from 'zod';
import type { Convert } from '../../convert/convert.ts';
import type { SearchHit } from './provider.ts';

/** A text in a provider's result. It decorates: anything else than a text counts as none. */
export const textField = z.string().nullish().catch(null);

/** Results of which each is read alone, so that an odd one spoils no other. */
export const resultList = z.array(z.unknown());

/** The results of one page, and how many have no address. */
export type Results = { hits: SearchHit[]; unnamed: number };

/** @param snippet name of the field with the provider's own words about a page */
export function readResults(list: readonly unknown[], snippet: 'description' | 'content'): Results {
  const schema = z.object({ url: z.url(), title: textField, [snippet]: textField });
  const read = list.map((result) => schema.safeParse(result).data);
  const hits = read.flatMap((result) =>
    result ? [toHit(String(result.url), { title: result.title, snippet: result[snippet] })] : [],
  );
  return { hits, unnamed: list.length - hits.length };
}

/** A result with its texts as they came. */
function toHit(url: string, { title, snippet }: Record<'title' | 'snippet', unknown>): SearchHit {
  return {
    url,
    title: typeof title === 'string' ? title : '',
    snippet: typeof snippet === 'string' ? snippet : null,
  };
}

/** A result with plain texts; some providers mark the words found with HTML. */
export async function plainHit(convert: Convert, hit: SearchHit): Promise<SearchHit> {
  const [title, snippet] = await Promise.all(
    [hit.title, hit.snippet ?? ''].map((text) => (text ? convert('snippet', { text }) : '')),
  );
  return { url: hit.url, title: title || hit.url, snippet: snippet || null };
}
