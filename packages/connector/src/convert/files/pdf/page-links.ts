import { safeAddress } from '../../safe-address.ts';
import type { Annotation } from './page-notes.ts';
import type { PageText } from './page-text.ts';

/** Where a link lies on the page, as its texts are placed. */
type Link = { url: string; left: number; right: number; top: number; bottom: number };

/** The links of a page, where its texts are; nothing for any other annotation. */
export function linkOf(
  { subtype, url, rect }: Annotation,
  viewport: { convertToViewportPoint: (x: number, y: number) => unknown[] },
): Link[] {
  if (subtype !== 'Link' || typeof url !== 'string' || !Array.isArray(rect)) return [];
  const address = safeAddress(url);
  const [x1, y1] = viewport.convertToViewportPoint(Number(rect[0]), Number(rect[1])).map(Number);
  const [x2, y2] = viewport.convertToViewportPoint(Number(rect[2]), Number(rect[3])).map(Number);
  if (address === undefined || [x1, y1, x2, y2].some((one) => one === undefined)) return [];
  const [xs, ys] = [[x1, x2] as number[], [y1, y2] as number[]];
  return [
    {
      url: address,
      ...{ left: Math.min(...xs), right: Math.max(...xs) },
      ...{ top: Math.min(...ys), bottom: Math.max(...ys) },
    },
  ];
}

/** A text in parts, where links lie over some of it. */
export function withLinks(text: PageText, links: readonly Link[]): PageText[] {
  const middle = text.y - text.size / 2;
  const over = links
    .filter(
      ({ top, bottom, left, right }) =>
        middle >= top - 1 && middle <= bottom + 1 && left < text.x + text.width && right > text.x,
    )
    .toSorted((one, other) => one.left - other.left);
  if (over.length === 0) return [text];
  const places = placesOf(text);
  const part = (from: number, until: number, url: string | undefined): PageText[] => {
    const piece = text.text.slice(from, until);
    const [x = text.x, right = x] = [places[from], places[until]];
    return piece.trim() === '' ? [] : [{ ...text, text: piece, x, width: right - x, url }];
  };
  const parts: PageText[] = [];
  let from = 0;
  for (const { left, right, url } of over) {
    const start = Math.max(from, edgeNear(text.text, nearest(places, left), STARTS));
    const end = edgeNear(text.text, nearest(places, right), ENDS);
    if (end <= start) continue;
    parts.push(...part(from, start, text.url), ...part(start, end, url));
    from = end;
  }
  return [...parts, ...part(from, text.text.length, text.url)];
}

const NARROW = /[ijltfrI.,:;'’|!()[\]{}/\\ -]/;
const WIDE = /[mwMW@%—]/;

/** Where each letter begins, and where the last one ends: they are about as wide as in most fonts. */
export function placesOf({ text, x, width, isFixedWidth }: PageText): number[] {
  const shares = [...Array(text.length).keys()].map((at) => {
    const sign = text[at] ?? '';
    return isFixedWidth ? 1 : NARROW.test(sign) ? 0.5 : WIDE.test(sign) ? 1.5 : 1;
  });
  const all = shares.reduce((sum, share) => sum + share, 0);
  let before = 0;
  return [0, ...shares].map((share) => {
    before += share;
    return x + (width * before) / all;
  });
}

function nearest(places: readonly number[], x: number): number {
  const after = places.findIndex((place) => place >= x);
  if (after <= 0) return after === 0 ? 0 : places.length - 1;
  return x - (places[after - 1] ?? 0) < (places[after] ?? 0) - x ? after - 1 : after;
}

type Edge = (before: string, after: string) => boolean;
const isBlank = (sign: string) => sign === '' || /\s/.test(sign);
/** Where words begin and end; of these, the best first. */
const STARTS: readonly Edge[] = [
  (before, after) => (isBlank(before) || /[([“"'<]/.test(before)) && /[^\s([“"'<]/.test(after),
  (before, after) => !/\w/.test(before) && /\w/.test(after),
];
const ENDS: readonly Edge[] = [
  (before, after) => /[^\s,;.)]/.test(before) && (isBlank(after) || /[,;.)\]”"'>]/.test(after)),
  (before, after) => /\w/.test(before) && !/\w/.test(after),
];
const NEAR = 3;

function edgeNear(text: string, at: number, edges: readonly Edge[]): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  for (const edge of edges) {
    for (const away of [0, 1, -1, 2, -2, NEAR, -NEAR]) {
      if (edge(text[at + away - 1] ?? '', text[at + away] ?? '')) return at + away;
    }
  }
  return at;
}
