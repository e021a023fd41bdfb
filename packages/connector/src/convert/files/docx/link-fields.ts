import { decodeXML, escapeUTF8 } from 'entities';
import { applyEdits, type Edit } from './apply-edits.ts';
import { shownByInstruction } from './shown-fields.ts';

const PART =
  /<w:fldChar\s[^<>]{0,300}w:fldCharType\s*=\s*["'](begin|separate|end)["'][^<>]*>|<w:instrText(?:\s[^<>]*)?>([^<]*)<\/w:instrText>/g;
/** A switch with what it is given, or a word of the instruction. */
const WORD = /\\([a-z])|"([^"]*)"|([^\s"\\]\S*)/gi;
const WITH_VALUE = new Set(['l', 'o', 't', 's', 'f']);

/**
 * Writes the instructions of links in the one way that mammoth reads (`HYPERLINK "address"`): Word adds
 * places within a page, tips and frames, leaves out quotes, and parts them anywhere.
 */
export function withPlainLinks(xml: string): string {
  if (!xml.includes('<w:instrText')) return xml;
  const open: { pieces: Edit[]; hasResult: boolean }[] = [];
  const changes: Edit[] = [];
  /** How many of the open fields are still telling how they are made. */
  let made = 0;
  for (const { 0: whole, 1: type, 2: text, index } of xml.matchAll(PART)) {
    const last = open.at(-1);
    if (type === 'begin') {
      open.push({ pieces: [], hasResult: false });
      made += 1;
    } else if (type === undefined)
      last?.pieces.push({ start: index, end: index + whole.length, text: text ?? '' });
    else if (last) {
      // A field that has a result gave its pieces away when that began.
      const pieces = last.pieces.splice(0);
      if (!last.hasResult) made -= 1;
      last.hasResult = true;
      if (type === 'end') open.pop();
      // What only helps to make another field is not shown.
      const isShown = type === 'end' && made === 0;
      changes.push(...changesOf(pieces, isShown));
    }
  }
  return applyEdits(xml, changes);
}

function changesOf(pieces: readonly Edit[], isShownByItself: boolean): Edit[] {
  const instruction = pieces.map(({ text }) => text).join('');
  const [first] = pieces;
  const shown = isShownByItself && first ? shownByInstruction(decodeXML(instruction)) : '';
  if (first && shown !== '') {
    const text = escapeUTF8(shown);
    return [{ ...first, end: first.start, text: `<w:t xml:space="preserve">${text}</w:t>` }];
  }
  const plain = plainLink(instruction);
  if (plain === undefined) return [];
  return pieces.map((piece, index) => ({
    ...piece,
    text: index === 0 ? `<w:instrText xml:space="preserve">${plain}</w:instrText>` : '',
  }));
}

/** Undefined for what is no link, or one within the document. Text is XML, and stays so. */
function plainLink(instruction: string): string | undefined {
  const words = instruction.replaceAll('&quot;', '"').trim();
  if (!/^HYPERLINK\s/i.test(words)) return undefined;
  let address = '';
  let place = '';
  let given = '';
  for (const [, sign, quoted, bare] of words.slice('HYPERLINK'.length).matchAll(WORD)) {
    const word = quoted ?? bare ?? '';
    if (sign !== undefined) given = WITH_VALUE.has(sign.toLowerCase()) ? sign.toLowerCase() : '';
    else if (given !== '') {
      if (given === 'l') place = word;
      given = '';
    } else address ||= word;
  }
  if (address === '') return undefined;
  return ` HYPERLINK "${address}${place && !address.includes('#') ? `#${place}` : ''}" `;
}
