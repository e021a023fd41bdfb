import { boxOf } from '../../flatten-blocks.ts';
import { fileNameOf } from '../../markup/html-objects.ts';
import { childrenNamed, isElement, textOf } from '../../markup/markup-tree.ts';
import type { Handler } from '../../markup/walk-markup.ts';
import { type Block, CODE, EMPHASIS } from '../../tree.ts';
import { embeddedName } from '../embedded-name.ts';
import type { OdfContext } from './odf-context.ts';
import { type OdfObjects, objectIn } from './odf-objects.ts';

export const SHAPES = [
  ...['frame', 'custom-shape', 'rect', 'ellipse', 'circle', 'polygon', 'regular-polygon', 'path'],
  ...['line', 'polyline', 'connector', 'caption', 'g'],
].map((name) => `draw:${name}`);
const EMPHATIC = { marks: EMPHASIS };

/** Objects of other programs, controls and boxes of forms. */
export function drawnHandlers({ objects, controls }: OdfContext): [string, Handler][] {
  return [
    ['draw:object', objectHandler(objects)],
    ['draw:object-ole', ({ out }) => out.addObject(embeddedName(undefined), EMPHATIC)],
    ['draw:plugin', media],
    [
      'draw:control',
      ({ out }, { attributes }, setting) =>
        out.addText(controls.get(attributes['draw:control'] ?? '') ?? '', setting),
    ],
    ['field:fieldmark', formBox],
  ];
}

/** A film or a sound. */
const media: Handler = ({ out, resolve }, { attributes }) => {
  const address = attributes['xlink:href'];
  const url = /^https?:/i.test(address ?? '') ? resolve(address) : undefined;
  const name = fileNameOf(address) ?? 'film or sound';
  out.addObject(`File: ${name}`, { ...EMPHATIC, url });
};

/** A formula, a chart, or what another program of the office shows. */
const objectHandler =
  (objects: OdfObjects): Handler =>
  (walker, element, setting) => {
    // In a document that is one file, objects stand where they are shown.
    const place = element.attributes['xlink:href'];
    const object = place === undefined ? objectIn(element) : objects.get(place);
    if (typeof object === 'string') walker.out.addObject(object, { ...setting, marks: CODE });
    else if (!object) walker.out.addObject(embeddedName(undefined), EMPHATIC);
    else
      for (const block of walker.blocksOf([object])) walker.out.addBlock(withoutEmptyRows(block));
  };

/** Sheets are much larger than what is in them. */
function withoutEmptyRows(block: Block): Block {
  if (block.type !== 'table') return block;
  return { ...block, rows: block.rows.filter((row) => row.some(({ length }) => length > 0)) };
}

/** A box of a form as Word has them. */
const formBox: Handler = ({ out, walk }, element, setting) => {
  if (element.attributes['field:type']?.endsWith('FORMCHECKBOX')) {
    const isChecked = childrenNamed(element, 'field:param').some(
      ({ attributes }) =>
        attributes['field:name'] === 'Checkbox_Checked' && attributes['field:value'] === 'true',
    );
    out.addText(boxOf(isChecked), setting);
  }
  walk(element.children, setting);
};

/** A frame holds text, a table or a picture; of a picture there is what it is called. */
export const frame: Handler = ({ out, walk }, element, setting) => {
  const label = childrenNamed(element, 'svg:desc')[0] ?? childrenNamed(element, 'svg:title')[0];
  const text = textOf(label).trim();
  // A group with nothing in it tells where the numbers of a chart are from.
  const isEmptyGroup = element.name === 'draw:g' && element.children.filter(isElement).length < 2;
  if (text && !isEmptyGroup) out.addObject(`Image: ${text}`, { ...setting, marks: EMPHASIS });
  walk(element.children, setting);
};
