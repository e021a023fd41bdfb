import { decodeXML, escapeUTF8 } from 'entities';
import { readRelations } from '../read-relations.ts';
import { readXml } from '../read-xml.ts';
import type { ZipParts } from '../read-zip.ts';

type Node = { name: string; text: string; attributes: Record<string, string>; children: Node[] };

/** Properties of the file, which controls name as they do any other store (ECMA-376, 17.5.2.6). */
const PROPERTIES: Record<string, string> = {
  '{6C3C8BC8-F283-45AE-878A-BAB7291924A1}': 'docProps/core.xml',
  '{6668398D-A668-4E3E-A5EB-62B293D839F1}': 'docProps/app.xml',
};

const BINDING = /<w:dataBinding\s([^<>]*)>/g;
const MOST_BINDINGS = 2_000;
const LONGEST_SETTINGS = 20_000;
const LONGEST_CONTENT = 20_000;
const CONTENT = '<w:sdtContent>';
const CONTENT_END = '</w:sdtContent>';

/**
 * Gives controls the values that they are bound to: Word shows these when it opens a file, and whoever
 * fills in a file without Word (SharePoint, with the columns of its library) writes nothing else.
 */
export function createBoundValues(zip: ZipParts): (xml: string) => Promise<string> {
  let stores: Promise<ReadonlyMap<string, string>> | undefined;
  const roots = new Map<string, Promise<Node>>();
  const rootOf = async (id: string): Promise<Node | undefined> => {
    stores ??= storesIn(zip);
    const part = PROPERTIES[id] ?? (await stores).get(id);
    if (part === undefined) return undefined;
    const root = roots.get(part) ?? zip.read(part).then(treeOf);
    roots.set(part, root);
    return root;
  };
  return async (xml) => {
    if (!xml.includes('<w:dataBinding')) return xml;
    const pieces: string[] = [];
    let from = 0;
    let left = MOST_BINDINGS;
    for (const { 1: attributes = '', index } of xml.matchAll(BINDING)) {
      left -= 1;
      if (left < 0) break;
      const ahead = xml.slice(index, index + LONGEST_SETTINGS).indexOf(CONTENT);
      const start = index + ahead + CONTENT.length;
      const length = xml.slice(start, start + LONGEST_CONTENT).indexOf(CONTENT_END);
      // One within another was looked at already.
      if (ahead < 0 || length < 0 || index < from) continue;
      const root = await rootOf(attributeIn(attributes, 'storeItemID').toUpperCase());
      const value = root && valueAt(root, attributeIn(attributes, 'xpath'));
      const settings = xml.slice(Math.max(from, index - LONGEST_SETTINGS), start);
      const content = xml.slice(start, start + length);
      const end = start + length;
      const shown = value && shownAs(value, settings.slice(settings.lastIndexOf('<w:sdtPr>')));
      if (!shown) continue;
      pieces.push(xml.slice(from, start), withText(content, shown));
      from = end;
    }
    return [...pieces, xml.slice(from)].join('');
  };
}

/** The parts of the file that hold values, by the ids that they say they have. */
async function storesIn(zip: ZipParts): Promise<ReadonlyMap<string, string>> {
  const stores = new Map<string, string>();
  for (const part of zip.names) {
    if (!/^customXml\/item\d{1,5}\.xml$/i.test(part)) continue;
    for (const { type, target } of (await readRelations(zip, part)).values()) {
      if (type !== 'customXmlProps') continue;
      readXml(await zip.read(target), {
        open: (name, attributes) => {
          const id = name === 'datastoreItem' && attributes['ds:itemID'];
          if (id) stores.set(id.toUpperCase(), part);
        },
      });
    }
  }
  return stores;
}

const DEEPEST = 50;

function treeOf(xml: string): Node {
  const root: Node = { name: '', text: '', attributes: {}, children: [] };
  const open = [root];
  let tooDeep = 0;
  readXml(xml, {
    open: (name, attributes) => {
      if (open.length > DEEPEST) {
        tooDeep += 1;
        return;
      }
      const node: Node = { name, text: '', attributes, children: [] };
      open.at(-1)?.children.push(node);
      open.push(node);
    },
    text: (text) => {
      const node = open.at(-1);
      if (node && tooDeep === 0) node.text += text;
    },
    close: () => {
      if (tooDeep > 0) tooDeep -= 1;
      else if (open.length > 1) open.pop();
    },
  });
  return root;
}

const STEP = /^(@?)(?:[\w.-]{1,100}:)?([\w.-]{1,200})(?:\[(\d{1,6})\])?$/;

/** Word writes a path of names and numbers; any other is not followed. */
function valueAt(root: Node, path: string): string | undefined {
  let node: Node | undefined = root;
  for (const step of path
    .replace(/\/text\(\)$/, '')
    .split('/')
    .slice(1, DEEPEST)) {
    const [, isAttribute, name, number = '1'] = STEP.exec(step) ?? [];
    if (!node || name === undefined) return undefined;
    if (isAttribute) {
      const found: [string, string] | undefined = Object.entries(node.attributes).find(
        ([key]) => key === name || key.endsWith(`:${name}`),
      );
      return found?.[1].trim();
    }
    node = node.children.filter((child) => child.name === name)[Number(number) - 1];
  }
  return node?.text.trim();
}

/** What a control shows of its value, by its kind; undefined where the file keeps that better. */
function shownAs(value: string, settings: string): string | undefined {
  if (/<w:(?:comboBox|dropDownList)[\s>]/.test(settings)) {
    const items = [...settings.matchAll(/<w:listItem\s([^<>]{1,2000})>/g)].map(
      ([, one = '']) => one,
    );
    const item = items.find((one) => decodeXML(attributeIn(one, 'value')) === value);
    return (item && decodeXML(attributeIn(item, 'displayText'))) || value;
  }
  const isUnset = /<w:showingPlcHdr\s*\/>/.test(settings);
  if (/<w:date[\s/>]/.test(settings)) return isUnset ? value.replace(/T.*$/s, '') : undefined;
  return /<w:text[\s/]/.test(settings) ? value : undefined;
}

const TEXT = /(<w:t(?:\s[^<>]*)?>)([^<]*)(<\/w:t>)/g;

/** The text in the place of the first one there is; what is more than text stays as it is. */
function withText(content: string, text: string): string {
  const texts = [...content.matchAll(TEXT)].map(([, , one = '']) => one);
  const shown = escapeUTF8(text);
  const isMore = /<w:(?:sdt|fldChar|drawing|tbl|pict)[\s>]/.test(content);
  if (isMore || texts.length === 0 || texts.join('') === shown) return content;
  let isFirst = true;
  return content.replace(TEXT, (_, start: string, __, end: string) => {
    if (!isFirst) return start + end;
    isFirst = false;
    const lines = shown.split(/\r\n?|\n/);
    return lines.map((line) => `<w:t xml:space="preserve">${line}${end}`).join('<w:br/>');
  });
}

function attributeIn(attributes: string, name: string): string {
  const [, quoted, single] =
    new RegExp(`\\bw:${name}\\s?=\\s?(?:"([^"]{0,2000})"|'([^']{0,2000})')`).exec(
      attributes.slice(0, LONGEST_SETTINGS),
    ) ?? [];
  return quoted ?? single ?? '';
}
