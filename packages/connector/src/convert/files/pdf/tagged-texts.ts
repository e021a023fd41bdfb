import type { getDocumentProxy } from 'unpdf';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Document['getPage']>>;
type Content = Awaited<ReturnType<Page['getTextContent']>>;

/** A part of a page as the file tags it (ISO 32000-1, 14.8.4); leaves are numbers of its content. */
export type Tag = { role?: string; type?: string; id?: string; children?: readonly Tag[] };

const DEEPEST = 60;
const MOST_TAGS = 20_000;

/** Texts of a page, with what its tags say of them. */
export type TaggedTexts = {
  items: Content['items'];
  styles: Content['styles'];
  /** The first texts of points whose sign is drawn, as Chromium prints lists. */
  points: ReadonlySet<unknown>;
  /** The cell of a table that a text stands in. */
  cells: ReadonlyMap<unknown, Cell>;
};

export type Cell = {
  table: number;
  row: number;
  /** Its number in the row, or the column where all columns are known. */
  cell: number;
  columns?: number;
};

/**
 * Reads the texts of a page. Which of them are points whose sign is drawn, and which stand in one cell
 * of a table, only the tags of the file tell for sure; many files have none.
 */
export async function readTaggedTexts(page: Page): Promise<TaggedTexts> {
  const root = (await page.getStructTree().catch(() => null)) as Tag | null;
  const { points, cells } = root ? partsIn(root) : { points: [], cells: new Map() };
  const hasTags = points.length > 0 || cells.size > 0;
  const { items, styles } = await page.getTextContent({ includeMarkedContent: hasTags });
  if (!hasTags) return { items, styles, points: new Set(), cells: new Map() };
  const texts = textsOfContent(items as Item[]);
  const drawn = points.flatMap(({ label, body }) => {
    const first = label.some((id) => texts.has(id)) ? undefined : body.find((id) => texts.has(id));
    return first === undefined ? [] : [texts.get(first)?.[0]];
  });
  const inCells = [...cells].flatMap(([id, cell]) =>
    (texts.get(id) ?? []).map((text): [unknown, Cell] => [text, cell]),
  );
  return { items, styles, points: new Set(drawn), cells: new Map(inCells) };
}

type Point = { label: string[]; body: string[] };

/** Points with a label of their own, and the content of the cells of each table. */
function partsIn(root: Tag): { points: Point[]; cells: Map<string, Cell> } {
  const points: Point[] = [];
  const cells = new Map<string, Cell>();
  let tables = 0;
  let left = MOST_TAGS;
  const look = (tag: Tag, depth: number) => {
    left -= 1;
    if (depth > DEEPEST || left < 0) return;
    if (tag.role === 'LI') points.push(pointOf(tag));
    if (tag.role === 'Table') {
      putCells(cells, tag, tables);
      tables += 1;
    } else for (const child of tag.children ?? []) look(child, depth + 1);
  };
  look(root, 0);
  return { points: points.filter(({ label }) => label.length > 0), cells };
}

function putCells(cells: Map<string, Cell>, tag: Tag, table: number): void {
  for (const [row, tr] of rowsIn(tag).entries()) {
    const own = (tr.children ?? []).filter(({ role }) => role === 'TD' || role === 'TH');
    for (const [cell, one] of own.entries()) {
      for (const id of contentIn(one)) cells.set(id, { table, row, cell });
    }
  }
}

/** Some have their rows in parts of the table, or in parts without a meaning. */
function rowsIn({ children = [] }: Tag, depth = 0): Tag[] {
  return children.flatMap((child) => {
    if (child.role === 'TR') return [child];
    return depth < 3 && child.role !== 'Table' ? rowsIn(child, depth + 1) : [];
  });
}

function pointOf({ children = [] }: Tag): Point {
  const isLabel = ({ role }: Tag) => role === 'Lbl';
  const isOwn = ({ role }: Tag) => role !== 'L';
  const contentOf = (tag: Tag) => contentIn(tag, 'L');
  return {
    label: children.filter(isLabel).flatMap(contentOf),
    body: children.filter((tag) => !isLabel(tag) && isOwn(tag)).flatMap(contentOf),
  };
}

/** @param but the role of parts that are left out */
function contentIn(tag: Tag, but?: string, depth = 0): string[] {
  if (tag.type === 'content' && tag.id !== undefined) return [tag.id];
  if (depth > DEEPEST || (but !== undefined && tag.role === but)) return [];
  return (tag.children ?? []).flatMap((child) => contentIn(child, but, depth + 1));
}

/** Spans within content (a joined letter, another language) have an `id` of null. */
type Item = { type?: string; id?: string | null; str?: string };

/** The texts of each piece of content that has any. */
function textsOfContent(items: readonly Item[]): Map<string, Item[]> {
  const texts = new Map<string, Item[]>();
  const open: (string | undefined)[] = [];
  for (const item of items) {
    const { type, id, str } = item;
    if (type?.startsWith('begin')) open.push(id ?? undefined);
    else if (type === 'endMarkedContent') open.pop();
    else if (str?.trim()) {
      const content = open.findLast((one) => one !== undefined);
      if (content === undefined) continue;
      const known = texts.get(content);
      if (known) known.push(item);
      else texts.set(content, [item]);
    }
  }
  return texts;
}
