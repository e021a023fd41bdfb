import type { SampleWebPage } from './web.ts';

/** Pages with the words of a query, those with most of them first; words of the title count more. */
export function findPages(pages: readonly SampleWebPage[], query: string): SampleWebPage[] {
  const site = /(?:^|\s)site:(\S+)/.exec(query)?.[1];
  const words = wordsOf(query.replace(/(?:^|\s)site:\S+/g, ' '));
  return pages
    .filter((page) => site === undefined || isOf(page.domain, site))
    .map((page) => ({ page, score: scoreOf(page, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ page }) => page);
}

export function isOf(domain: string, wanted: string): boolean {
  return domain === wanted || domain.endsWith(`.${wanted}`);
}

/** The beginning of a page as plain text, as providers show it. */
export function snippetOf(page: SampleWebPage): string {
  return page.body
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
}

function scoreOf(page: SampleWebPage, words: readonly string[]): number {
  const title = new Set(wordsOf(page.title));
  const body = new Set(wordsOf(page.body.replace(/<[^>]+>/g, ' ')));
  const hits = words.map((word) => (title.has(word) ? 3 : 0) + (body.has(word) ? 1 : 0));
  // All words have to be there, as with a real engine's first results.
  return hits.includes(0) ? 0 : hits.reduce((sum, hit) => sum + hit, 0);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
