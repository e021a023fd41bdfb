import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';
import { formatSeconds } from '../../lib/format.ts';

/**
 * What a check found, in the language in use, as far as our own connectors say it with words of
 * their own. Names of the source, and what other connectors say, are quoted.
 */
export function detailInWords(detail: string): string {
  const known = textFor(t.checkDetails, detail);
  if (known !== undefined) return known;
  const trial = trialInWords(detail);
  if (trial !== undefined) return trial;
  const [, of = '', name = ''] = /^(A page in|ServiceNow at) (.+)$/s.exec(detail) ?? [];
  const named = textFor(t.namedInCheck, of);
  if (named !== undefined) return named({ name });
  const [, number, things = ''] = /^(\d+) ([a-z ]+)$/.exec(detail) ?? [];
  const counted = textFor(t.foundInCheck, things.replace(/ies$/, 'y').replace(/s$/, ''));
  return counted?.({ count: Number(number) }) ?? detail;
}

/** What a query of a web search found when it was tried. */
function trialInWords(detail: string): string | undefined {
  const { found, foundMore, nothing } = t.triedInCheck;
  const [, query, count, more, seconds] =
    /^“(.+)” finds (\d+)( or more)? in ([\d.]+) s$/s.exec(detail) ?? [];
  if (query !== undefined) {
    const time = formatSeconds(Number(seconds) * 1000);
    return (more ? foundMore : found)({ query, count: Number(count), time });
  }
  const [, fruitless] = /^Searching works, but “(.+)” finds nothing$/s.exec(detail) ?? [];
  return fruitless === undefined ? undefined : nothing({ query: fruitless });
}
