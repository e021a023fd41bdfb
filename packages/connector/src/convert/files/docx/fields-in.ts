import { decodeXML } from 'entities';

/** A field of a document (ECMA-376, 17.16), told when it ends. */
export type Field = {
  /** What it is made by, as text; without that of fields within. */
  instruction: string;
  /** What the file keeps of what it showed last; undefined where it has no place for that. */
  result: string | undefined;
  /** It only helps to make another one, and is not shown itself. */
  isWithinInstruction: boolean;
  paragraph: FieldParagraph;
  /** Where its text is to be written, and how. */
  place: { start: number; end: number; isRun: boolean } | undefined;
};

/** The paragraph that a field stands in. */
export type FieldParagraph = {
  /** Of all, in the order in which they begin. */
  index: number;
  style: string | undefined;
  isNumbered: boolean;
  /** Of its list, from 0. */
  level: number;
};

/** Says what fields show, each of them in its turn. */
export type FieldValues = {
  /** Told of every field, be it that its text is needed or not; undefined where that is not known. */
  shownBy: (field: Field) => string | undefined;
  /** Told of paragraphs that have a style. */
  startParagraph?: (paragraph: FieldParagraph) => void;
};

const TOKEN =
  /<(\/?)w:(p|pStyle|numId|ilvl|pPrChange|fldSimple|fldChar|instrText|t|sym|drawing|pict|object)(?=[\s/>])([^<>]*)>/g;
const MOST_OPEN = 100;
const LONGEST_INSTRUCTION = 4_000;
const LONGEST_RESULT = 200;

type Open = Omit<Field, 'paragraph'> & { isSimple: boolean };

/** Hands out fields in the order in which they end, and the paragraphs between them as they begin. */
export function readFields(
  xml: string,
  on: { field: (field: Field) => void; paragraph: (paragraph: FieldParagraph) => void },
): void {
  const open: Open[] = [];
  let paragraph: FieldParagraph = { index: 0, style: undefined, isNumbered: false, level: 0 };
  let changes = 0;
  const end = () => {
    const ended = open.pop();
    if (ended) on.field({ ...ended, paragraph });
    const outer = open.at(-1);
    if (outer?.result !== undefined && outer.result.length < LONGEST_RESULT)
      outer.result += ended?.result ?? '';
  };
  for (const { 1: slash, 2: name = '', 3: rest = '', 0: tag, index } of xml.matchAll(TOKEN)) {
    const at = { start: index, end: index + tag.length };
    const isEmpty = rest.endsWith('/');
    if (name === 'pPrChange') changes += isEmpty ? 0 : slash ? -1 : 1;
    else if (name === 'fldSimple') {
      if (!slash) startSimple(open, rest, at);
      if (slash || isEmpty) end();
    } else if (slash || changes > 0) continue;
    else if (name === 'p') {
      paragraph = { index: paragraph.index + 1, style: undefined, isNumbered: false, level: 0 };
    } else if (name === 'pStyle') {
      paragraph.style = valueIn(rest);
      on.paragraph(paragraph);
    } else if (name === 'numId') paragraph.isNumbered = valueIn(rest) !== '0';
    else if (name === 'ilvl') paragraph.level = Number(valueIn(rest)) || 0;
    else if (name === 'fldChar') noteSign(open, rest, end);
    else noteContent(open.at(-1), { name, xml, ...at });
  }
}

const valueIn = (attributes: string) => /w:val="([^"]{0,200})"/.exec(attributes)?.[1];

const isWithin = (open: readonly Open[]) => open.some(({ result }) => result === undefined);

function startSimple(open: Open[], rest: string, at: { start: number; end: number }): void {
  const [, quoted, single] = /\bw:instr\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(rest) ?? [];
  open.push({
    instruction: decodeXML(quoted ?? single ?? ''),
    result: '',
    isWithinInstruction: isWithin(open),
    place: { start: rest.endsWith('/') ? at.start : at.end, end: at.end, isRun: true },
    isSimple: true,
  });
}

function noteSign(open: Open[], rest: string, end: () => void): void {
  const type = /w:fldCharType\s*=\s*["'](begin|separate|end)["']/.exec(rest)?.[1];
  const last = open.at(-1);
  if (type === 'begin' && open.length < MOST_OPEN)
    open.push({
      ...{ instruction: '', result: undefined, place: undefined, isSimple: false },
      isWithinInstruction: isWithin(open),
    });
  else if (type === 'separate' && last && !last.isSimple) last.result ??= '';
  else if (type === 'end' && last && !last.isSimple) end();
}

type Token = { name: string; xml: string; start: number; end: number };

function noteContent(field: Open | undefined, { name, xml, start, end }: Token): void {
  if (!field) return;
  const text = name === 't' || name === 'instrText' ? xml.slice(end, xml.indexOf('<', end)) : '';
  if (name === 'instrText') {
    field.place ??= { start, end: start, isRun: false };
    if (field.instruction.length < LONGEST_INSTRUCTION) field.instruction += decodeXML(text);
  } else if (field.result !== undefined && field.result.length < LONGEST_RESULT)
    // Anything but a text is shown as well.
    field.result += name === 't' ? decodeXML(text) : '\ufffc';
}
