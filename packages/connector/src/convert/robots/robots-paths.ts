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

/** What has to be looked at in a path, in the path of a rule and in a query: all else stays. */
const IN_PATH = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~/]/g;
const IN_PATTERN = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~/*]/g;
const IN_QUERY = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~]/g;
const IN_PATTERN_QUERY = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~*]/g;

function normalise(text: string, { isPattern }: { isPattern: boolean }): string {
  const at = text.indexOf('?');
  const path = (at < 0 ? text : text.slice(0, at)).replace(
    isPattern ? IN_PATTERN : IN_PATH,
    normalPiece,
  );
  if (at < 0) return path;
  const query = text.slice(at + 1).replace(isPattern ? IN_PATTERN_QUERY : IN_QUERY, normalPiece);
  return `${path}?${query}`;
}

/** An encoded byte, or what is to be one. */
function normalPiece(piece: string): string {
  if (piece.length !== 3) return encodeByte(piece);
  const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
  return UNRESERVED.test(character) ? character : piece.toUpperCase();
}

/** One byte of a rule, or one character of an address that was not encoded. */
function encodeByte(character: string): string {
  const code = character.charCodeAt(0);
  return ENCODED[code] ?? encoded(code);
}

const encoded = (code: number) => `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
const ENCODED = Array.from({ length: 256 }, (_, code) => encoded(code));

export type PathPattern = {
  /** Octets of a rule's path; encoded ASCII counts as the one that it stands for. */
  specificity: number;
  fits: (normalPath: string) => boolean;
};

/** The path of a rule. */
export function readPattern(path: string): PathPattern {
  const { text, isWhole } = normalPattern(path);
  const specificity = text.replace(/%[0-7][0-9A-F]/g, 'x').length + (isWhole ? 1 : 0);
  return { specificity, fits: matcherOf(text, isWhole) };
}

/** Matches piece by piece; a regular expression made from a stranger's text could run for ever. */
function matcherOf(text: string, isWhole: boolean): (normalPath: string) => boolean {
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
