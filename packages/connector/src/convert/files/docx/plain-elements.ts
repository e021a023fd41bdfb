import { embeddedName } from '../embedded-name.ts';
import { withoutInnerFields } from './inner-fields.ts';
import { withPlainLinks } from './link-fields.ts';
import { withBoxes } from './text-boxes.ts';

const ATTRIBUTES = String.raw`(?:\s+[\w:.-]{1,60}\s*=\s*(?:"[^"]*"|'[^']*'))*`;
const SIMPLE_FIELD = new RegExp(`<w:fldSimple(${ATTRIBUTES})\\s*(/?)>`, 'g');
const EMPTY_FIELD = new RegExp(`(<w:fldSimple${ATTRIBUTES})\\s*>\\s*</w:fldSimple>`, 'g');
const DIRECTION = new RegExp(`</?w:(?:bdo|dir)${ATTRIBUTES}\\s*/?>`, 'g');
const BREAK = new RegExp(`<w:(?:cr|br)${ATTRIBUTES}\\s*/>`, 'g');
const TAB = new RegExp(`<w:ptab${ATTRIBUTES}\\s*/>`, 'g');
/** Small text that is moved up or down by half points, as LibreOffice writes what is raised or lowered. */
const SHIFTED = /<w:position\s+w:val="(-?[1-9]\d{0,2})"\s*\/>(?=<w:sz\s)/g;
const LONGEST_OBJECT = 100_000;
const RUBY = '<w:ruby>';
/** Shapes that mammoth does not know, beside those that it does. */
const SHAPE = /<(\/?)v:(?:oval|line|polyline|arc|curve|diagram)(?=[\s/>])/g;

/**
 * Rewrites what mammoth passes over, with the text in it, to what it knows: fields in one element
 * (numbers of captions, dates, references), runs of another direction, readings beside East Asian
 * words, text boxes without an older form, text that is struck out twice or moved up or down.
 */
export function withPlainElements(xml: string): string {
  const fields = xml
    .replace(EMPTY_FIELD, '$1/>')
    .replace(SIMPLE_FIELD, (_, attributes: string, end: string) =>
      end === '/' ? fieldStart(attributes) + FIELD_END : fieldStart(attributes) + FIELD_RESULT,
    )
    .replaceAll('</w:fldSimple>', FIELD_END)
    .replace(DIRECTION, '')
    // The end of a page or a column is the end of a line as well.
    .replace(BREAK, '<w:br/>')
    .replace(TAB, '<w:tab/>')
    .replace(SHIFTED, (_, value: string) => {
      const place = value.startsWith('-') ? 'subscript' : 'superscript';
      return `<w:vertAlign w:val="${place}"/>`;
    })
    .replaceAll('<w:dstrike', '<w:strike')
    .replace(SHAPE, '<$1v:rect');
  return withBoxes(
    withRubies(
      withTableLabels(
        withGaps(withEmbedded(withChoices(withPlainLinks(withoutInnerFields(fields))))),
      ),
    ),
  );
}

const textElement = (text: string) => `<w:t xml:space="preserve">${text}</w:t>`;

/** The entry that a form has chosen stands behind the sign that lists them; at first, it is the first. */
function withChoices(xml: string): string {
  return replaceParts(xml, { start: '<w:ddList>', end: '</w:fldChar>' }, (part) => {
    const list = part.slice(0, LONGEST_OBJECT);
    const entries = [...list.matchAll(/<w:listEntry\s+w:val="([^"<]*)"/g)].map(([, text]) => text);
    const chosen = /<w:result\s+w:val="(\d{1,3})"/.exec(list)?.[1];
    return part + textElement(entries[Number(chosen ?? 0)] ?? '');
  });
}

const fieldSign = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const FIELD_RESULT = fieldSign('separate');
const FIELD_END = fieldSign('end');

function fieldStart(attributes: string): string {
  const [, quoted, single] = /\sw:instr\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes) ?? [];
  const instruction = quoted ?? single ?? '';
  const code = `<w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r>`;
  return fieldSign('begin') + code;
}

/** What other programs show stands in a run, which may hold text as well. */
function withEmbedded(xml: string): string {
  const withNames = replaceParts(xml, { start: '<w:object', end: '</w:object>' }, (part) => {
    const id = /\sProgID="([^"<>]{1,100})"/.exec(part.slice(0, LONGEST_OBJECT))?.[1];
    return part + textElement(` ${embeddedName(id)} `);
  });
  // Letters that are drawn along a line.
  return replaceParts(withNames, { start: '<w:pict', end: '</w:pict>' }, (part) => {
    const drawn = part
      .slice(0, LONGEST_OBJECT)
      .matchAll(/<v:textpath\s[^<>]{0,2000}?\bstring="([^"<]+)"/g);
    return part + [...drawn].map(([, text = '']) => textElement(` ${text} `)).join('');
  });
}

/** Columns that a row leaves out before its first cell. */
function withGaps(xml: string): string {
  return replaceParts(xml, { start: '<w:trPr>', end: '</w:trPr>' }, (settings) => {
    const count = /<w:gridBefore\s+w:val="(\d{1,2})"/.exec(settings)?.[1] ?? '0';
    return settings + '<w:tc><w:p/></w:tc>'.repeat(Number(count));
  });
}

/** What somebody wrote of a table for those who cannot see it. */
function withTableLabels(xml: string): string {
  if (!/<w:tbl(?:Caption|Description)\s/.test(xml)) return xml;
  return replaceParts(xml, { start: '<w:tbl>', end: '</w:tblPr>' }, (part) => {
    const labels = part
      .slice(0, LONGEST_OBJECT)
      .matchAll(/<w:tbl(?:Caption|Description)\s+w:val="([^"<]*)"/g);
    const texts = [...labels].map(([, label = '']) => label.trim());
    const text = texts.filter((one) => one !== '').join(': ');
    return text === ''
      ? part
      : `<w:p><w:r><w:rPr><w:i/></w:rPr>${textElement(text)}</w:r></w:p>${part}`;
  });
}

/** The word, and its reading in brackets behind it. */
function withRubies(xml: string): string {
  return replaceParts(xml, { start: RUBY, end: '</w:ruby>' }, (ruby) => {
    const bracket = (sign: string) => `<w:r>${textElement(sign)}</w:r>`;
    const reading = `${bracket(' (')}${inside(ruby, 'w:rt')}${bracket(')')}`;
    // It stands within a run, and holds runs itself.
    return `</w:r>${inside(ruby, 'w:rubyBase')}${reading}<w:r>`;
  });
}

function inside(xml: string, name: string): string {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, start);
  return start < 0 || end < 0 ? '' : xml.slice(start + name.length + 2, end);
}

/** Replaces each part from `start` to the next `end`, both included. */
function replaceParts(
  xml: string,
  { start, end }: { start: string; end: string },
  replace: (part: string) => string,
): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = xml.indexOf(start); at >= 0; at = xml.indexOf(start, from)) {
    const until = xml.indexOf(end, at);
    if (until < 0) break;
    pieces.push(xml.slice(from, at), replace(xml.slice(at, until + end.length)));
    from = until + end.length;
  }
  return [...pieces, xml.slice(from)].join('');
}
