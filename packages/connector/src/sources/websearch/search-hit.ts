import { z } from 'zod';
import type { Convert } from '../../convert/convert.ts';
import type { SearchHit } from './provider.ts';

/** A text in a provider's result. */
export const textField = z.string().nullish();

/** A result with its texts as they came. */
export function toHit(
  url: string,
  { title, snippet }: { title: string | null | undefined; snippet: string | null | undefined },
): SearchHit {
  return { url, title: title ?? '', snippet: snippet ?? null };
}

/** A result with plain texts; some providers mark the words found with HTML. */
export async function plainHit(convert: Convert, hit: SearchHit): Promise<SearchHit> {
  const [title, snippet] = await Promise.all(
    [hit.title, hit.snippet ?? ''].map((text) => (text ? convert('snippet', { text }) : '')),
  );
  return { url: hit.url, title: title || hit.url, snippet: snippet || null };
}
