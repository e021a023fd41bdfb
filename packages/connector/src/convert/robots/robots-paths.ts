const UNRESERVED = /[A-Za-z0-9\-._~]/;

/**
 * A path with its query as RFC 9309 §2.2.2 compares it: what need not be percent-encoded is not,
 * all the rest is, so that each spelling of an address is the same text. The `/` of a path and the
 * `?` before a query stay what they are, for `%2F` is no `/`.
 */
export function normalPath(pathAndQuery: string): string {
  return normalise(pathAndQuery, { isPattern: false });
}

/** The same for the path of a rule, whose `*` and final `$` have a meaning. */
function normalPattern(path: string): { text: string; isWhole: boolean } {
  const isWhole = path.endsWith('$');
  const text = normalise(isWhole ? path.slice(0, -1) : path, { isPattern: true });
  return { text, isWhole };
}

function normalise(text: string, { isPattern }: { isPattern: boolean }): string {
  const at = text.indexOf('?');
  const path = at < 0 ? text : text.slice(0, at);
  const part = (some: string, kept: string) =>
    some.replace(/%[0-9a-f]{2}|./gis, (one) => {
      if (one.length === 3) return normalTriplet(one);
      const isKept = UNRESERVED.test(one) || kept.includes(one) || (isPattern && one === '*');
      return isKept ? one : encodeByte(one);
    });
  return at < 0 ? part(path, '/') : `${part(path, '/')}?${part(text.slice(at + 1), '')}`;
}

function normalTriplet(triplet: string): string {
  const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
  return UNRESERVED.test(character) ? character : triplet.toUpperCase();
}

/** One byte of a rule, or one character of an address that was not encoded. */
function encodeByte(character: string): string {
  const code = character.charCodeAt(0);
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Octets of a rule's path; encoded ASCII counts as the one that it stands for. */
export function specificityOf(path: string): number {
  const { text, isWhole } = normalPattern(path);
  return text.replace(/%[0-7][0-9A-F]/g, 'x').length + (isWhole ? 1 : 0);
}

/** Matches piece by piece; a regular expression made from a stranger's text could run for ever. */
export function matcherOf(pattern: string): (normalPath: string) => boolean {
  const { text, isWhole } = normalPattern(pattern);
  const [first = '', ...others] = text.split('*');
  const last = isWhole ? others.pop() : undefined;
  return (path) => {
    if (!path.startsWith(first)) return false;
    let at = first.length;
    for (const piece of others) {
      const found = path.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    if (!isWhole) return true;
    if (last === undefined) return at === path.length;
    return path.length - last.length >= at && path.endsWith(last);
  };
}
