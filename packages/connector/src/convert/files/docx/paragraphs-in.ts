const TOKEN =
  /<(\/?)w:(p|pPr|r|rPr|t|pStyle|rStyle|rFonts|outlineLvl|numPr|pPrChange|rPrChange)(?=[\s/>])([^<>]*)>/g;
const LONGEST_ATTRIBUTES = 2_000;

/** Where the name of a style is to be written; with the element of settings around it or without. */
export type Settings = { start: number; end: number; isWhole: boolean };

/** A run of text that is not blank. */
export type TextRun = {
  settings: Settings;
  style: string | undefined;
  font: string | undefined;
};

export type Paragraph = {
  start: number;
  end: number;
  settings: Settings;
  style: string | undefined;
  /** The font of its own mark, which is all that an empty line of code has. */
  font: string | undefined;
  /** In the outline, from 0. */
  level: number | undefined;
  isNumbered: boolean;
  runs: TextRun[];
  /** Of its text. */
  length: number;
};

/**
 * Paragraphs of WordprocessingML with their runs, in the order in which they end: boxes of text
 * stand within others. What settings were before a change is none of them.
 */
export function paragraphsIn(xml: string): Paragraph[] {
  const found: Paragraph[] = [];
  const open: { paragraph: Paragraph; run: TextRun | undefined }[] = [];
  let changes = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const { 1: slash, 2: name = '', 3: rest = '', index } = match;
    const token = { name, rest, start: index, end: index + match[0].length };
    const isEmpty = rest.endsWith('/');
    const last = open.at(-1);
    if (name.endsWith('Change')) changes += isEmpty ? 0 : slash ? -1 : 1;
    else if (changes > 0) continue;
    else if (name === 'p') {
      if (slash) {
        const closed = open.pop()?.paragraph;
        if (closed) found.push({ ...closed, end: token.end });
      } else if (isEmpty) found.push(newParagraph(token));
      else open.push({ paragraph: newParagraph(token), run: undefined });
    } else if (!last) continue;
    else if (name === 'r') last.run = slash || isEmpty ? undefined : newRun(token.end);
    else if (!slash) note(last, { ...token, isEmpty }, xml);
  }
  return found;
}

type Token = { name: string; rest: string; start: number; end: number };

function newParagraph({ start, end }: Token): Paragraph {
  return {
    start,
    end,
    settings: { start: end, end, isWhole: true },
    style: undefined,
    font: undefined,
    level: undefined,
    isNumbered: false,
    runs: [],
    length: 0,
  };
}

const newRun = (end: number): TextRun => ({
  settings: { start: end, end, isWhole: true },
  style: undefined,
  font: undefined,
});

function note(
  { paragraph, run }: { paragraph: Paragraph; run: TextRun | undefined },
  token: Token & { isEmpty: boolean },
  xml: string,
): void {
  const { name, rest } = token;
  // Within the settings of a paragraph stand those of its mark, which are no run.
  if (name === 'pPr') paragraph.settings = within(token);
  else if (name === 'rPr' && run) run.settings = within(token);
  else if (name === 'pStyle') {
    paragraph.style = attributeOf(rest, 'val');
    paragraph.settings = inPlaceOf(token, xml);
  } else if (name === 'rStyle' && run) {
    run.style = attributeOf(rest, 'val');
    run.settings = inPlaceOf(token, xml);
  } else if (name === 'rFonts') {
    (run ?? paragraph).font = attributeOf(rest, 'ascii') ?? attributeOf(rest, 'hAnsi');
  } else if (name === 'outlineLvl') paragraph.level = Number(attributeOf(rest, 'val'));
  else if (name === 'numPr') paragraph.isNumbered = true;
  else if (name === 't' && run)
    noteText(paragraph, run, xml.slice(token.end, xml.indexOf('<', token.end)));
}

function noteText(paragraph: Paragraph, run: TextRun, text: string): void {
  paragraph.length += text.length;
  if (text.trim() !== '' && paragraph.runs.at(-1) !== run) paragraph.runs.push(run);
}

function within({ start, end, isEmpty }: Token & { isEmpty: boolean }): Settings {
  return isEmpty ? { start, end, isWhole: true } : { start: end, end, isWhole: false };
}

function inPlaceOf({ name, start, end }: Token, xml: string): Settings {
  const close = `</w:${name}>`;
  return { start, end: xml.startsWith(close, end) ? end + close.length : end, isWhole: false };
}

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`w:${name}\\s*=\\s*["']([^"']{1,200})["']`).exec(
    attributes.slice(0, LONGEST_ATTRIBUTES),
  )?.[1];
}
