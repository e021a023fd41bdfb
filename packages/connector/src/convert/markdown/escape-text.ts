import { classOf } from './signs.ts';

/** Where a text will stand, as far as that decides what has to be escaped in it. */
export type TextPlace = {
  before: string | undefined;
  isLineStart: boolean;
  isInTable: boolean;
};

const SPECIAL = /[\\`*_[\]<&~|]/;

/** A text as Markdown that shows it as it is: no sign of it is a mark, an entity or HTML. */
export function escapeText(text: string, place: TextPlace): string {
  const escaped = SPECIAL.test(text) ? escapeSigns(text, place) : text;
  return place.isLineStart ? escapeLineStart(escaped) : escaped;
}

function escapeSigns(text: string, place: TextPlace): string {
  let out = '';
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 38 && code !== 60 && code !== 126 && code !== 124 && (code < 91 || code > 96)) {
      if (code !== 42) continue;
    }
    const before = at > 0 ? text[at - 1] : place.before;
    // What comes after the end of a text is not known, and may be a mark.
    const after = text[at + 1];
    const written = escapeSign(text, at, { before, after, isInTable: place.isInTable });
    if (written === text[at]) continue;
    out += text.slice(done, at) + written;
    done = at + 1;
  }
  return done === 0 ? text : out + text.slice(done);
}

type Around = { before: string | undefined; after: string | undefined; isInTable: boolean };

function escapeSign(text: string, at: number, { before, after, isInTable }: Around): string {
  const sign = text[at] ?? '';
  switch (sign) {
    case '\\':
      // Before a letter or a blank it stands for itself.
      return after !== undefined && classOf(after) !== 'punctuation' ? sign : '\\\\';
    case '_':
      return classOf(before) === 'word' && classOf(after) === 'word' ? sign : '\\_';
    case '*':
      return isBlank(before) && isBlank(after) ? sign : '\\*';
    case '<':
      return after === undefined || /[a-z/!?]/i.test(after) ? '&lt;' : sign;
    case '&':
      return isEntity(text, at) ? '&amp;' : sign;
    case '|':
      return isInTable ? '\\|' : sign;
    case '`':
    case '[':
    case ']':
    case '~':
      return `\\${sign}`;
    default:
      return sign;
  }
}

/** A blank within a line; the edge of a text may get anything beside it. */
function isBlank(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\u00a0';
}

const LONGEST_ENTITY = 34;

function isEntity(text: string, at: number): boolean {
  return /^&#?\w{1,31};/.test(text.slice(at, at + LONGEST_ENTITY)) || at + 1 === text.length;
}

/** What would begin a heading, a quote, a list, a rule or a table at the start of a line. */
function escapeLineStart(text: string): string {
  const first = text[0];
  if (first === undefined) return text;
  if (first >= '0' && first <= '9') {
    return text.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
  }
  const isMark = /^(>|#{1,6}(?=\s|$)|[+-](?=\s|$))/.test(text);
  // A line of these alone makes a heading, a rule or a table of what stands above it.
  return isMark || /^[-=|: ]+$/.test(text) ? `\\${text}` : text;
}
