import type { getDocumentProxy } from 'unpdf';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Document['getPage']>>;

/** A part of a page as the file tags it (ISO 32000-1, 14.8.4); leaves are numbers of its content. */
type Tag = { role?: string; type?: string; id?: string; children?: readonly Tag[] };

const DEEPEST = 60;
const MOST_TAGS = 20_000;

/** Where a text stands, as the file says it. */
export const placeOf = (transform: readonly number[]): string =>
  `${(transform[4] ?? 0).toFixed(2)} ${(transform[5] ?? 0).toFixed(2)}`;

/**
 * Places of the first texts of points whose sign is drawn, as Chromium prints lists: only the tags
 * of the file tell that they are any. Most files have none.
 */
export async function drawnPoints(page: Page): Promise<ReadonlySet<string>> {
  const root = (await page.getStructTree().catch(() => null)) as Tag | null;
  const points = root ? pointsIn(root) : [];
  if (points.length === 0) return new Set();
  const places = await placesOfContent(page);
  return new Set(
    points.flatMap(({ label, body }) => {
      const first = label.some((id) => places.has(id))
        ? undefined
        : body.find((id) => places.has(id));
      return first === undefined ? [] : [places.get(first) ?? ''];
    }),
  );
}

type Point = { label: string[]; body: string[] };

/** Points with a label of their own. */
function pointsIn(root: Tag): Point[] {
  const points: Point[] = [];
  let left = MOST_TAGS;
  const look = (tag: Tag, depth: number) => {
    left -= 1;
    if (depth > DEEPEST || left < 0) return;
    if (tag.role === 'LI') points.push(pointOf(tag));
    for (const child of tag.children ?? []) look(child, depth + 1);
  };
  look(root, 0);
  return points.filter(({ label }) => label.length > 0);
}

function pointOf({ children = [] }: Tag): Point {
  const isLabel = ({ role }: Tag) => role === 'Lbl';
  const isOwn = ({ role }: Tag) => role !== 'L';
  return {
    label: children.filter(isLabel).flatMap((tag) => contentIn(tag)),
    body: children.filter((tag) => !isLabel(tag) && isOwn(tag)).flatMap((tag) => contentIn(tag)),
  };
}

function contentIn(tag: Tag, depth = 0): string[] {
  if (tag.type === 'content' && tag.id !== undefined) return [tag.id];
  if (depth > DEEPEST || tag.role === 'L') return [];
  return (tag.children ?? []).flatMap((child) => contentIn(child, depth + 1));
}

type Item = { type?: string; id?: string; str?: string; transform?: number[] };

/** Where the first text of each piece of content stands that has any. */
async function placesOfContent(page: Page): Promise<Map<string, string>> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const places = new Map<string, string>();
  const open: (string | undefined)[] = [];
  for (const { type, id, str, transform } of items as Item[]) {
    if (type?.startsWith('begin')) open.push(id);
    else if (type === 'endMarkedContent') open.pop();
    else if (str?.trim() && transform) {
      const content = open.findLast((one) => one !== undefined);
      if (content !== undefined && !places.has(content)) places.set(content, placeOf(transform));
    }
  }
  return places;
}
