import type { getDocumentProxy } from 'unpdf';
import { type Block, paragraph, plainRun } from '../../tree.ts';
import { fixedWidthFonts } from './fixed-width-fonts.ts';
import { asWritten } from './letters.ts';
import { linkOf, withLinks } from './page-links.ts';
import { noteOf } from './page-notes.ts';
import type { PageText } from './page-text.ts';
import { readTaggedTexts } from './tagged-texts.ts';

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Document['getPage']>>;

const MOST_TEXTS = 100_000;

/** The texts of a page that stand upright, and what people filled in or noted on it. */
export async function readPageTexts(
  page: Page,
): Promise<{ texts: PageText[]; notes: Block[]; height: number }> {
  const { items, styles, points, cells } = await readTaggedTexts(page);
  const viewport = uprightView(page, items);
  const fixed = fixedWidthFonts(items);
  const annotations = await page.getAnnotations().catch(() => []);
  const links = annotations.flatMap((annotation) => linkOf(annotation, viewport));
  const texts: PageText[] = [];
  const turned: string[] = [];
  for (const item of items.slice(0, MOST_TEXTS)) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [a, b, , , e, f] = multiply(viewport.transform, item.transform);
    const size = Math.hypot(item.transform[2], item.transform[3]) || item.height;
    if (Math.abs(b) > a * 0.2) {
      turned.push(asWritten(item.str));
      continue;
    }
    const isFixedWidth =
      styles[item.fontName]?.fontFamily === 'monospace' || fixed.has(item.fontName);
    const marks = { isPoint: points.has(item), cell: cells.get(item) };
    const place = { x: e, y: f, width: item.width, size, isFixedWidth, ...marks };
    const str = asWritten(item.str);
    const text = { ...place, text: str, isRightToLeft: item.dir === 'rtl', url: undefined };
    texts.push(...withLinks(text, links));
  }
  const aside = turned.length > 0 ? [paragraph(plainRun(turned.join(' ')))] : [];
  return { texts, height: viewport.height, notes: [...aside, ...annotations.flatMap(noteOf)] };
}

/** The page as most of its text stands upright: some are turned for the eye, some for the printer. */
function uprightView(page: Page, items: readonly unknown[]) {
  const viewport = page.getViewport({ scale: 1 });
  const letters = [0, 0, 0, 0];
  for (const item of items.slice(0, MOST_TEXTS) as { str?: string; transform: number[] }[]) {
    if (!item.str?.trim()) continue;
    const [a, b] = multiply(viewport.transform, item.transform);
    const quarter = (Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4;
    letters[quarter] = (letters[quarter] ?? 0) + item.str.length;
  }
  const quarter = letters.indexOf(Math.max(...letters));
  const rotation = (page.rotate - quarter * 90 + 360) % 360;
  return quarter === 0 ? viewport : page.getViewport({ scale: 1, rotation });
}

type Matrix = [number, number, number, number, number, number];

function multiply(one: number[], other: number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = one;
  const [a2 = 1, b2 = 0, c2 = 0, d2 = 1, e2 = 0, f2 = 0] = other;
  return [
    a * a2 + c * b2,
    b * a2 + d * b2,
    a * c2 + c * d2,
    b * c2 + d * d2,
    a * e2 + c * f2 + e,
    b * e2 + d * f2 + f,
  ];
}
