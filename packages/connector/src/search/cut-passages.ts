/**
 * A part of a document that is cited by itself. Places are those of the body's Markdown, in UTF-16
 * code units, as JavaScript counts them.
 */
export type Passage = {
  start: number;
  end: number;
  /** The headings above it, from the outermost to its own. */
  heading: string[];
};

/** Some 400 words: what is longer is cut, but for the rest of a document with very many passages. */
export const LONGEST_PASSAGE = 2_400;
/** Some 200 words: from here on, the end of a paragraph is a good place to cut. */
const LONG_ENOUGH = 1_200;
/** A heading with so little beneath it is cited with the deeper one that follows. */
const SHORTEST = 60;
const LONGEST_HEADING = 200;
const MOST_PASSAGES = 20_000;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Cuts a document in Markdown at its headings, and long sections where a paragraph ends. */
export function cutPassages(body: string): Passage[] {
  const passages: Passage[] = [];
  const path: { depth: number; text: string }[] = [];
  let open: Pick<Passage, 'start' | 'heading'> = { start: 0, heading: [] };
  const headingNow = () => path.map(({ text }) => text);
  const close = (at: number) => {
    const { start, heading } = open;
    if (body.slice(start, at).trim() !== '') passages.push({ start, end: at, heading });
    open = { start: at, heading: headingNow() };
  };
  for (const line of linesOf(body)) {
    if (passages.length >= MOST_PASSAGES) break;
    const length = line.start - open.start;
    if (line.heading !== undefined) {
      const isDeeper = line.heading.depth > (path.at(-1)?.depth ?? 6);
      if (!isDeeper || length >= SHORTEST) close(line.start);
      while ((path.at(-1)?.depth ?? 0) >= line.heading.depth) path.pop();
      path.push(line.heading);
      open.heading = headingNow();
    } else if (line.isBlank && length >= LONG_ENOUGH) close(line.end);
    for (const at of cutsIn(body, open.start, line.end)) close(at);
  }
  close(body.length);
  return passages;
}

type Line = {
  start: number;
  end: number;
  isBlank: boolean;
  heading: { depth: number; text: string } | undefined;
};

/** The lines of a text; what stands in a block of code is no heading. */
function* linesOf(body: string): Generator<Line> {
  let fence: string | undefined;
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf('\n', start);
    const end = newline < 0 ? body.length : newline + 1;
    const text = body.slice(start, Math.min(end, start + 2_000)).trimEnd();
    const [, mark] = FENCE.exec(text) ?? [];
    if (mark !== undefined && fence === undefined) fence = mark;
    else if (mark !== undefined && fence !== undefined && mark.startsWith(fence)) fence = undefined;
    const found = fence === undefined ? HEADING.exec(text) : null;
    const heading = found && { depth: found[1]?.length ?? 1, text: plainHeading(found[2] ?? '') };
    yield { start, end, isBlank: text === '', heading: heading ?? undefined };
    start = end;
  }
}

/** Where a passage that grows too long is cut: at a blank, if there is one. */
function* cutsIn(body: string, start: number, end: number): Generator<number> {
  let from = start;
  while (end - from > LONGEST_PASSAGE) {
    const blank = Math.max(
      body.lastIndexOf(' ', from + LONGEST_PASSAGE),
      body.lastIndexOf('\n', from + LONGEST_PASSAGE),
    );
    from = blank > from + LONG_ENOUGH ? blank + 1 : wholeSign(body, from + LONGEST_PASSAGE);
    yield from;
  }
}

/** How much of a passage is its heading, or headings. */
export function headingLengthOf(text: string): number {
  return /^(?: {0,3}#{1,6}[ \t][^\n]*\n?\s*)+/.exec(text)?.[0].length ?? 0;
}

/** Never between the two halves of a sign. */
function wholeSign(body: string, at: number): number {
  const code = body.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

/** A heading as people read it. */
function plainHeading(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])|[*`]+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_HEADING);
}
