import { decodeText } from '../../markup/decode-text.ts';
import { htmlToBlocks } from '../../markup/html.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import { paragraphsOf } from '../../markup/prose.ts';
import type { Block } from '../../tree.ts';
import { rtfToBlocks } from '../rtf/rtf.ts';
import { unpackRtf } from './packed-rtf.ts';

/** A message that Outlook packs into one file (`winmail.dat`), with what is attached to it. */
export type Tnef = { blocks: () => Block[]; names: string[] };

type Body = { html?: Uint8Array; rtf?: Uint8Array; text?: string };
type Found = { body: Body; names: string[] };

const SIGNATURE = 0x223e9f78;
const ATTACHMENT = 2;
/** Attributes and properties by their ids ([MS-OXTNEF], 2.1.3.2 and [MS-OXPROPS]). */
const ATTRIBUTES = { body: 0x2800c, properties: 0x69003, title: 0x18010, attachment: 0x69005 };
const ATTACHED_START = 0x69002;
const PROPERTIES = { body: 0x1000, rtf: 0x1009, html: 0x1013, name: 0x3707 };
const MOST_ATTACHED = 1_000;

/** Undefined for what is no such file. */
export function readTnef(bytes: Uint8Array): Tnef | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 6 || view.getUint32(0, true) !== SIGNATURE) return undefined;
  const found: Found = { body: {}, names: [] };
  // Level, id and length stand before each attribute, and a sum behind it.
  for (let at = 6; at + 9 <= bytes.length; ) {
    const id = view.getUint32(at + 1, true);
    const length = view.getUint32(at + 5, true);
    const data = bytes.subarray(at + 9, at + 9 + length);
    if (view.getUint8(at) === ATTACHMENT) noteAttached(found, id, data);
    else if (id === ATTRIBUTES.body) found.body.text ??= plain(data);
    else if (id === ATTRIBUTES.properties) noteBody(found.body, data);
    at += 9 + length + 2;
  }
  return { names: found.names.filter(Boolean), blocks: () => blocksOf(found.body) };
}

/** The short name comes first, and the whole one among the properties. */
function noteAttached({ names }: Found, id: number, data: Uint8Array): void {
  if (id === ATTACHED_START && names.length < MOST_ATTACHED) names.push('');
  if (names.length === 0) return;
  if (id === ATTRIBUTES.title) names[names.length - 1] ||= plain(data).trim();
  if (id !== ATTRIBUTES.attachment) return;
  for (const { id, value, isWide } of propertiesIn(data)) {
    const name = id === PROPERTIES.name ? textIn(value, isWide).trim() : '';
    if (name !== '') names[names.length - 1] = name;
  }
}

function noteBody(body: Body, data: Uint8Array): void {
  for (const { id, value, isWide } of propertiesIn(data)) {
    if (id === PROPERTIES.body) body.text = textIn(value, isWide);
    else if (id === PROPERTIES.html) body.html = value;
    else if (id === PROPERTIES.rtf) body.rtf = value;
  }
}

/** The form that says most, as long as there are words in it. */
function blocksOf({ html, rtf, text }: Body): Block[] {
  const page = html ? htmlToBlocks(parseMarkup(decodeText(html, undefined, true))) : [];
  if (page.length > 0) return page;
  const rich = rtf && unpackRtf(rtf);
  const isRich = rich && Buffer.from(rich.subarray(0, 100)).includes('{\\rtf');
  const blocks = isRich ? rtfToBlocks(rich) : [];
  return blocks.length > 0 ? blocks : paragraphsOf(text ?? '');
}

const plain = (data: Uint8Array) => decodeText(data).replaceAll('\0', '');
const textIn = (data: Uint8Array, isWide: boolean) =>
  isWide ? new TextDecoder('utf-16le').decode(data).replaceAll('\0', '') : plain(data);

/** Sizes of values of fixed length by their type ([MS-OXCDATA], 2.11.1). */
const SIZES: Record<number, number> = {
  ...{ 1: 0, 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 },
};
const OBJECT = 0x0d;
const TEXT = 0x1e;
const WIDE_TEXT = 0x1f;
const BINARY = 0x102;
const MANY = 0x1000;
const FIRST_NAMED = 0x8000;
const padded = (length: number) => Math.ceil(length / 4) * 4;

type Property = { id: number; value: Uint8Array; isWide: boolean };

/** Properties that are texts or bytes; those that are cut off end the list. */
function* propertiesIn(data: Uint8Array): Iterable<Property> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const has = (at: number, length: number) => at + length <= data.length;
  let left = has(0, 4) ? view.getUint32(0, true) : 0;
  for (let at = 4; left > 0 && has(at, 4); left -= 1) {
    const type = view.getUint16(at, true) & ~MANY;
    const isMany = (view.getUint16(at, true) & MANY) !== 0;
    const id = view.getUint16(at + 2, true);
    at += 4;
    if (id >= FIRST_NAMED) {
      if (!has(at, 24)) return;
      // A name is a number, or a text that says how long it is.
      const isText = view.getUint32(at + 16, true) === 1;
      at += 24 + (isText ? padded(view.getUint32(at + 20, true)) : 0);
    }
    const isLong = type === TEXT || type === WIDE_TEXT || type === BINARY || type === OBJECT;
    const size = SIZES[type];
    if ((!isLong && size === undefined) || !has(at, isLong || isMany ? 4 : 0)) return;
    let count = 1;
    if (isLong || isMany) {
      count = view.getUint32(at, true);
      at += 4;
    }
    if (!isLong) {
      at += count * (size ?? 0);
      continue;
    }
    for (; count > 0 && has(at, 4); count -= 1) {
      const length = view.getUint32(at, true);
      yield { id, value: data.subarray(at + 4, at + 4 + length), isWide: type === WIDE_TEXT };
      at += 4 + padded(length);
    }
  }
}
