import type { Block, ListItem } from '../tree.ts';
import { paragraph, plainRun } from '../tree.ts';
import { readXml, type XmlAttributes } from './read-xml.ts';

type Point = { texts: string[]; isRoot: boolean };
type Tie = { to: string; order: number };

const DEEPEST = 8;

/**
 * The texts of a diagram (SmartArt) as a list. The file has its points in the order in which they were
 * made; connections tell where each is shown (ECMA-376, 21.4.3.2).
 */
export function diagramBlocks(xml: string): Block[] {
  const { points, ties } = readDiagram(xml);
  const told = new Set<string>();
  const itemsBelow = (id: string, depth: number): ListItem[] =>
    (ties.get(id) ?? [])
      .toSorted((one, other) => one.order - other.order)
      .flatMap(({ to }) => itemsOf(to, depth));
  const itemsOf = (id: string, depth: number): ListItem[] => {
    const point = points.get(id);
    if (!point || told.has(id) || depth > MOST_STEPS) return [];
    told.add(id);
    const inner = itemsBelow(id, depth + 1);
    const blocks = point.texts.map((text) => paragraph(plainRun(text)));
    if (blocks.length === 0) return inner;
    if (depth >= DEEPEST) return [{ blocks }, ...inner];
    return [{ blocks: inner.length > 0 ? [...blocks, listOf(inner)] : blocks }];
  };
  const roots = [...points].filter(([, { isRoot }]) => isRoot).map(([id]) => id);
  const items = [...roots, ...points.keys()].flatMap((id) => itemsOf(id, 0));
  return items.length === 0 ? [] : [listOf(items)];
}

/** A chain of points that is longer is told from where it was cut on. */
const MOST_STEPS = 200;

const listOf = (items: ListItem[]): Block => ({ type: 'list', isOrdered: false, start: 1, items });

function readDiagram(xml: string) {
  const points = new Map<string, Point>();
  const ties = new Map<string, Tie[]>();
  let point: Point | undefined;
  let text = '';
  let isText = false;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'pt') {
        point = { texts: [], isRoot: attributes.type === 'doc' };
        points.set(attributes.modelId ?? '', point);
      } else if (name === 'cxn') addTie(ties, attributes);
      // The text of a point is called as its pieces are.
      isText = name === 't';
      if (name === 'br') text += '\n';
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      isText = false;
      if (name === 'p') {
        if (text.trim() !== '') point?.texts.push(text.trim());
        text = '';
      }
    },
  });
  return { points, ties };
}

function addTie(ties: Map<string, Tie[]>, { type, srcId = '', destId, srcOrd }: XmlAttributes) {
  // Others tie a point to the shapes that show it.
  if (!destId || (type ?? 'parOf') !== 'parOf') return;
  const below = ties.get(srcId) ?? [];
  below.push({ to: destId, order: Number(srcOrd) || 0 });
  ties.set(srcId, below);
}
