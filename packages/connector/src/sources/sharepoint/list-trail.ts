import { SourceError } from '../source.ts';

/** Graph gives empty pages between others; so many in a row lead nowhere. */
const MOST_EMPTY_PAGES = 50;

/** Watches that a list comes to an end; throws `upstream_error` where it does not. */
export function createTrail() {
  const seen = new Set<string>();
  let empty = 0;
  return {
    /** Before a page is asked for. */
    enter: (link: string): void => {
      if (seen.has(link)) throw endless('leads through the same pages again and again');
      seen.add(link);
    },
    /** After a page has come. */
    met: (count: number): void => {
      empty = count > 0 ? 0 : empty + 1;
      if (empty > MOST_EMPTY_PAGES) throw endless('leads on and on without anything in it');
    },
  };
}

function endless(how: string): SourceError {
  return new SourceError('upstream_error', `SharePoint’s list ${how}.`);
}
