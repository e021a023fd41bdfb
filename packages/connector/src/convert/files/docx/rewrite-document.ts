import { formulaText } from './formula-text.ts';
import { markOf } from './place-parts.ts';
import { withPlainElements } from './plain-elements.ts';

/** Places where other parts are shown: their number, and the id of their relation. */
export type Places = ReadonlyMap<number, string>;

const FORMULA = /<m:oMath(?=[ >])/g;
/** A formula on a line of its own, which mammoth would leave out with all that is in it. */
const OWN_LINE = /<\/?m:oMathPara(?:\s[^<>]*)?>/g;
const FORMULA_END = '</m:oMath>';
const CHUNK = '<w:altChunk ';
/** Chapters that are files of their own (ECMA-376, 17.17.1.1). */
const CHAPTER = /<w:subDoc\s[^<>]{0,500}?\br:id="([^"]{1,200})"[^<>]*>/g;
/** Charts and diagrams, which are drawn in a place of the document. */
const DRAWN =
  /<(?:c|cx):chart\s[^<>]{0,2000}?\br:id="([^"]{1,200})"[^<>]*>|<dgm:relIds\s[^<>]{0,2000}?\br:dm="([^"]{1,200})"[^<>]*>/g;

/**
 * Puts text where mammoth would see nothing: formulas as one run of text each, embedded files, charts
 * and diagrams as a paragraph that marks their place.
 */
export function rewriteDocument(xml: string): { document: string; places: Places } {
  const places = new Map<number, string>();
  const markedParagraph = (id: string) => {
    places.set(places.size, id);
    return `<w:p><w:r><w:t>${markOf(places.size - 1)}</w:t></w:r></w:p>`;
  };
  const withDrawn = xml.replace(
    DRAWN,
    (_, chart?: string, diagram?: string) =>
      `<w:txbxContent>${markedParagraph(chart ?? diagram ?? '')}</w:txbxContent>`,
  );
  const withChapters = withDrawn.replace(CHAPTER, (_, id: string) => markedParagraph(id));
  const readable = withReadableText(withChapters);
  const document = replaceAll(readable, CHUNK, (from) => {
    const end = readable.indexOf('>', from);
    if (end < 0) return undefined;
    const tag = readable.slice(from, end + 1);
    const id = /\br:id="([^"]{1,200})"/.exec(tag.slice(0, 1_000))?.[1] ?? '';
    const close = '</w:altChunk>';
    const hasBody = !tag.endsWith('/>');
    const bodyEnd = hasBody ? readable.indexOf(close, end) : -1;
    const until = bodyEnd < 0 ? end + 1 : bodyEnd + close.length;
    return { text: markedParagraph(id), until };
  });
  return { document, places };
}

/** Formulas, fields, boxes and all else that holds text, as mammoth knows it; of notes as well. */
export function withReadableText(xml: string): string {
  return withPlainElements(rewriteFormulas(xml, runOf).replace(OWN_LINE, ''));
}

/** Puts a run of text in the place of each formula. @param runOf makes it of text that is XML already */
export function rewriteFormulas(xml: string, runOf: (text: string) => string): string {
  return replaceAll(xml, FORMULA, (from) => {
    const end = xml.indexOf(FORMULA_END, from);
    if (end < 0) return undefined;
    const until = end + FORMULA_END.length;
    const text = formulaText(xml.slice(from, until));
    return { text: runOf(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')), until };
  });
}

function runOf(text: string): string {
  const style = '<w:rPr><w:rStyle w:val="RitaFormula"/></w:rPr>';
  return `<w:r>${style}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

function replaceAll(
  xml: string,
  start: RegExp | string,
  replace: (from: number) => { text: string; until: number } | undefined,
): string {
  const parts: string[] = [];
  let from = 0;
  const next = () => {
    if (typeof start === 'string') return xml.indexOf(start, from);
    start.lastIndex = from;
    return start.exec(xml)?.index ?? -1;
  };
  for (let at = next(); at >= 0; at = next()) {
    const replaced = replace(at);
    if (!replaced) break;
    parts.push(xml.slice(from, at), replaced.text);
    from = replaced.until;
  }
  return [...parts, xml.slice(from)].join('');
}
