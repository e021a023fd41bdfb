import { z } from 'zod';
import { parseMarkup, textOf } from '../../convert/dom.ts';
import type { SearchHit } from './provider.ts';

/** A text in a provider's result. */
export const textField = z.string().nullish();

/** A result with plain texts; some providers mark the words found with HTML. */
export function toHit(
  url: string,
  { title, snippet }: { title: string | null | undefined; snippet: string | null | undefined },
): SearchHit {
  return { url, title: plain(title) || url, snippet: plain(snippet) || null };
}

function plain(markup: string | null | undefined): string {
  if (!markup) return '';
  return textOf(parseMarkup(markup).root()[0]).replace(/\s+/g, ' ').trim();
}
