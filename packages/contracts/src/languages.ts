/** The languages of the pages and mails; the first is what the API answers in. */
export const LANGUAGES = ['en', 'de', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The first of the wanted languages (BCP 47, best first) that there is; undefined where there is none. */
export function matchLanguage(wanted: readonly string[]): Language | undefined {
  for (const tag of wanted) {
    const [primary] = tag.toLowerCase().split('-');
    const found = LANGUAGES.find((language) => language === primary);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a request asks for by `Accept-Language` (RFC 9110, 12.5.4); undefined where it asks for nothing there is. */
export function readAcceptLanguage(header: string | null | undefined): Language | undefined {
  const wanted = (header ?? '').slice(0, LONGEST_HEADER).split(',').map(readRange);
  const ranked = wanted.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  return matchLanguage(ranked.map(({ tag }) => tag));
}

/** Browsers send less than 100 characters. */
const LONGEST_HEADER = 500;

function readRange(range: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2);
  return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 };
}
