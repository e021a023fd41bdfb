import { decodeXML } from 'entities';
import { readRelations, relatedPart } from '../read-relations.ts';
import { readXml } from '../read-xml.ts';
import type { ZipParts } from '../read-zip.ts';
import type { FieldValues } from './fields-in.ts';
import { readInstruction } from './instruction.ts';
import { paragraphsIn } from './paragraphs-in.ts';

/** Properties of a document, by their name in lower case. */
type Properties = ReadonlyMap<string, string>;

/** Fields that show a property without naming it (ECMA-376, 17.16.5). */
const NAMED = new Set('title subject author keywords comments lastsavedby'.split(' '));
/** What properties are called in the file, where that is not their name. */
const CALLED: Record<string, string> = {
  ...{ creator: 'author', description: 'comments', lastmodifiedby: 'lastsavedby' },
};
const LONGEST_TEXT = 2_000;

type Place = { start: number; end: number };
/** Each looks for its text among all. */
const MOST_LOOKED_FOR = 500;
/** They ask for a number or a place, which is another one where it is shown. */
const NOT_TEXT = ['n', 'r', 'w', 'p'];

/** Texts of another place of the document, by a mark (`REF`) or a style, and its properties. */
export function referringFields(
  xml: string,
  { properties, styleNames }: { properties: Properties; styleNames: ReadonlyMap<string, string> },
): FieldValues {
  let marks: ReadonlyMap<string, Place> | undefined;
  let places: ReadonlyMap<string, readonly Place[]> | undefined;
  let left = MOST_LOOKED_FOR;
  const marked = (name: string) => {
    marks ??= marksIn(xml);
    const found = marks.get(name.toLowerCase());
    return found && textIn(xml.slice(found.start, found.end));
  };
  const styled = (style: string, before: number) => {
    places ??= paragraphsByStyle(xml, styleNames);
    const name = /^[1-9]$/.test(style) ? `heading ${style}` : style.toLowerCase();
    const found = places.get(name)?.findLast(({ start }) => start < before);
    return found && textIn(xml.slice(found.start, found.end));
  };
  return {
    shownBy: ({ instruction, result, place, isWithinInstruction }) => {
      if (result || isWithinInstruction) return undefined;
      const { name, values, switches } = readInstruction(instruction);
      const [first = ''] = values;
      if (NOT_TEXT.some((sign) => switches.has(sign))) return undefined;
      if (name === 'REF' || name === 'STYLEREF') {
        left -= 1;
        if (left < 0 || switches.has('s')) return undefined;
        return name === 'REF' ? marked(first) : styled(first, place?.start ?? 0);
      }
      if (name === 'DOCPROPERTY' || name === 'DOCVARIABLE' || name === 'INFO')
        return properties.get(first.toLowerCase());
      return NAMED.has(name.toLowerCase()) ? properties.get(name.toLowerCase()) : undefined;
    },
  };
}

/** Of the file, of its program, those of one’s own, and variables. */
export async function readProperties(zip: ZipParts, settings: string): Promise<Properties> {
  const properties = new Map<string, string>();
  const root = await readRelations(zip, '');
  let name = '';
  let text = '';
  for (const type of ['core-properties', 'extended-properties', 'custom-properties']) {
    const part = relatedPart(root, type);
    if (!part) continue;
    readXml(await zip.read(part), {
      open: (element, attributes) => {
        if (element === 'property') name = attributes.name ?? '';
        text = '';
      },
      text: (piece) => {
        text += piece;
      },
      close: (element) => {
        const own = name || (CALLED[element.toLowerCase()] ?? element);
        if (text.trim() !== '')
          properties.set(own.toLowerCase(), text.trim().slice(0, LONGEST_TEXT));
        text = '';
        if (element === 'property') name = '';
      },
    });
  }
  readXml(settings, {
    open: (element, attributes) => {
      if (element === 'docVar')
        properties.set((attributes['w:name'] ?? '').toLowerCase(), attributes['w:val'] ?? '');
    },
  });
  return properties;
}

const MARK = /<w:bookmark(Start|End)\s([^<>]*)>/g;
const attributeIn = (attributes: string, name: string) =>
  new RegExp(`w:${name}="([^"]{1,200})"`).exec(attributes)?.[1];

/** What stands between the marks of a document, by their name in lower case. */
function marksIn(xml: string): Map<string, Place> {
  const open = new Map<string, { name: string; start: number }>();
  const marks = new Map<string, Place>();
  for (const { 0: tag, 1: kind, 2: attributes = '', index } of xml.matchAll(MARK)) {
    const id = attributeIn(attributes, 'id') ?? '';
    const name = attributeIn(attributes, 'name') ?? '';
    if (kind === 'Start') open.set(id, { name, start: index + tag.length });
    else {
      const mark = open.get(id);
      if (mark) marks.set(mark.name.toLowerCase(), { start: mark.start, end: index });
    }
  }
  return marks;
}

const LONGEST_SOURCE = 50_000;

function textIn(xml: string): string {
  const texts = xml.slice(0, LONGEST_SOURCE).matchAll(/<w:t(?:\s[^<>]*)?>([^<]*)|<\/w:p>/g);
  const text = [...texts].map(([, one]) => one ?? ' ').join('');
  return decodeXML(text).trim().slice(0, LONGEST_TEXT);
}

function paragraphsByStyle(xml: string, names: ReadonlyMap<string, string>) {
  const all = paragraphsIn(xml).filter(({ style, length }) => style !== undefined && length > 0);
  return Map.groupBy(all, ({ style = '' }) => (names.get(style) ?? style).toLowerCase());
}
