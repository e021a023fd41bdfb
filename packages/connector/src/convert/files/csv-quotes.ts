/**
 * A cell that begins with a quote and does not end with one (`"Ada" Example, 5`) would go on to the next
 * quote that does, rows below. Programs show its signs: such quotes are written so that they are
 * signs, as are those within a cell that nobody doubled.
 */
export function withWholeQuotes(text: string, separator: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    const before = text[at - 1];
    if (before !== undefined && before !== separator && before !== '\n') {
      at += 1;
      continue;
    }
    const end = firstEnd(text, at);
    const after = text[endOfBlanks(text, end + 1)];
    if (after === undefined || after === separator || after === '\n') {
      at = end + 1;
      continue;
    }
    const until = endOfBroken(text, end, separator);
    const isClosed = text[until - 1] === '"' && until - 1 > end;
    const inner = isClosed ? text.slice(at + 1, until - 1) : text.slice(at, until);
    parts.push(text.slice(from, at), `"${inner.replaceAll('"', '""')}"`);
    from = until;
    at = until;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

/** Further than this the end of such a cell is not looked for. */
const LONGEST_BROKEN = 1_000;

/** The first quote that is no half of two. */
function firstEnd(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

/** Behind the cell: a quote before a separator in the same line ends it, or else the next separator. */
function endOfBroken(text: string, from: number, separator: string): number {
  const rest = text.slice(from, from + LONGEST_BROKEN);
  const newline = rest.indexOf('\n');
  const line = newline < 0 ? rest : rest.slice(0, newline);
  for (let at = line.indexOf('"', 1); at >= 0; at = line.indexOf('"', at + 1)) {
    if (at + 1 === line.length || line[at + 1] === separator) return from + at + 1;
  }
  const next = line.indexOf(separator);
  return from + (next < 0 ? line.length : next);
}

/** Some write blanks between a separator and the quote that begins a cell (`a, "b, c"`). */
export function withBareQuotes(text: string, separator: string): string {
  if (!text.includes(`${separator} `) || separator === ' ') return text;
  const parts: string[] = [];
  let from = 0;
  let isCellStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (isCellStart && (sign === '"' || sign === ' ')) {
      const start = sign === '"' ? at : endOfBlanks(text, at);
      if (text[start] === '"') {
        parts.push(text.slice(from, at));
        from = start;
        at = endOfQuoted(text, start, separator);
      } else at = start - 1;
      isCellStart = false;
    } else isCellStart = sign === separator || sign === '\n';
  }
  return parts.join('') + text.slice(from);
}

function endOfBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

/** The quote that ends a cell, or the end of the text where none does. */
function endOfQuoted(text: string, start: number, separator: string): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') at += 1;
    else {
      const after = text[endOfBlanks(text, at + 1)];
      if (after === undefined || after === separator || after === '\n') return at;
    }
  }
  return text.length;
}
