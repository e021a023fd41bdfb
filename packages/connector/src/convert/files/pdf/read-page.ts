import type { getDocumentProxy } from 'unpdf';
import { type Block, paragraph, plainRun } from '../../tree.ts';
import { eastAsianFonts, fixedWidthFonts } from './fixed-width-fonts.ts';
import { asWritten } from './letters.ts';
import { linkOf, withLinks } from './page-links.ts';
import { noteOf } from './page-notes.ts';
import type { PageText } from './page-text.ts';
import { isFromRight, mirrored, mirroredView } from './right-to-left.ts';
import { readTaggedTexts } from './tagged-texts.ts';
import { type Transform, within } from './transform.ts';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Document['getPage']>>;

const MOST_TEXTS = 100_000;
/** No page is wider than this, in points (ISO 32000-1, annex C). */
const FURTHEST = 14_400;

export type PageContent = {
  texts: PageText[];
  notes: Block[];
  height: number;
  /** How what the page draws is placed as its texts are. */
  view: Transform;
  /** The file tells the cells of tables. */
  hasCells: boolean;
};

/** The texts of a page that stand upright, and what people filled in or noted on it. */
export async function readPageTexts(page: Page): Promise<PageContent> {
  const { items, styles, points, cells } = await readTaggedTexts(page);
  const viewport = uprightView(page, items);
  const fixed = fixedWidthFonts(items);
  const eastAsian = eastAsianFonts(items);
  const annotations = await page.getAnnotations().catch(() => []);
  const links = annotations.flatMap((annotation) => linkOf(annotation, viewport));
  const texts: PageText[] = [];
  const turned: string[] = [];
  const columns: PageText[] = [];
  for (const item of items.slice(0, MOST_TEXTS)) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, , , e, f] = within(viewport.transform, item.transform);
    const size = Math.hypot(item.transform[2], item.transform[3]) || item.height;
    if (Math.abs(b) > a * 0.2) {
      turned.push(asWritten(item.str));
      continue;
    }
    const isFixedWidth =
      !eastAsian.has(item.fontName) &&
      (styles[item.fontName]?.fontFamily === 'monospace' || fixed.has(item.fontName));
    const marks = { isPoint: points.has(item), cell: cells.get(item) };
    const place = { x: e, y: f, width: item.width, size, isFixedWidth, ...marks };
    const str = asWritten(item.str);
    const text = { ...place, text: str, isRightToLeft: item.dir === 'rtl', url: undefined };
    if (styles[item.fontName]?.vertical) columns.push(asLine(text, item.height));
    else texts.push(...withLinks(text, links));
  }
  const isVertical = lettersOf(columns) > lettersOf(texts);
  const [others, shown] = isVertical ? [texts, columns] : [columns, texts];
  turned.push(...others.toSorted((one, other) => one.y - other.y).map(({ text }) => text));
  const aside = turned.length > 0 ? [paragraph(plainRun(turned.join(' ')))] : [];
  const { transform, height, width } = viewport;
  const notes = [...aside, ...annotations.flatMap(noteOf)];
  const upright = { notes, height, hasCells: cells.size > 0 };
  const view = transform as Transform;
  if (isVertical || !isFromRight(shown)) return { texts: shown, view, ...upright };
  return { texts: mirrored(shown, width), view: mirroredView(view, width), ...upright };
}

/** A column of signs below each other as the line that it is for its readers: the first stands right. */
function asLine(text: PageText, length: number): PageText {
  return { ...text, x: text.y, y: FURTHEST - text.x, width: length };
}

const lettersOf = (texts: readonly PageText[]) =>
  texts.reduce((sum, { text }) => sum + text.length, 0);

/** The page as most of its text stands upright: some are turned for the eye, some for the printer. */
function uprightView(page: Page, items: readonly unknown[]) {
  const viewport = page.getViewport({ scale: 1 });
  const letters = [0, 0, 0, 0];
  for (const item of items.slice(0, MOST_TEXTS) as { str?: string; transform: number[] }[]) {
    if (!item.str?.trim()) continue;
    const [a, b] = within(viewport.transform, item.transform);
    const quarter = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
    letters[quarter] = (letters[quarter] ?? 0) + item.str.length;
  }
  const quarter = letters.indexOf(Math.max(...letters));
  const rotation = (page.rotate - quarter * 90 + 360) % 360;
  return quarter === 0 ? viewport : page.getViewport({ scale: 1, rotation });
}
