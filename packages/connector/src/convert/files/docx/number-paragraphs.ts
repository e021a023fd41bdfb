import { tellingSign } from '../telling-points.ts';
import { writtenNumber } from '../written-numbers.ts';
import type { Level, Numbering, Place } from './read-numbering.ts';

/** Stands around a label, where nothing else does. */
export const LABEL_MARK = '\uE011';

const PARAGRAPH = /<w:p(?:\s[^<>]*)?>\s*<w:pPr(?:\s[^<>]*)?>/g;
const SETTINGS_END = '</w:pPr>';
const LONGEST_SETTINGS = 20_000;
const DELETED_END = /<w:(?:del|moveFrom)[\s/>]/;

/**
 * Writes the number that Word shows before a paragraph into its text, between marks: mammoth counts
 * each list from one, and knows neither letters nor the numbers of headings.
 */
export function withNumbers(xml: string, numbering: Numbering): string {
  const labelOf = createCounter(numbering);
  const pieces: string[] = [];
  let from = 0;
  let end = 0;
  for (const match of xml.matchAll(PARAGRAPH)) {
    const start = match.index + match[0].length;
    // Looked for once, however many paragraphs begin before it.
    if (end < start) end = xml.indexOf(SETTINGS_END, start);
    if (end < 0) break;
    const settings = xml.slice(start, Math.min(end, start + LONGEST_SETTINGS));
    // Settings that were never closed are none: no paragraph lies within them.
    if (/<w:p[ >]/.test(settings)) continue;
    const change = settings.indexOf('<w:pPrChange');
    // What the settings were before a change is told within them, in the same words.
    if (change >= 0) end = xml.indexOf(SETTINGS_END, end + SETTINGS_END.length);
    if (end < 0) break;
    const own = change < 0 ? settings : settings.slice(0, change);
    // What is left of a paragraph whose end was deleted stands in the next one.
    if (DELETED_END.test(own)) continue;
    const place = placeIn(own, numbering);
    const label = place && labelOf(place);
    if (label === undefined) continue;
    const after = end + SETTINGS_END.length;
    pieces.push(
      xml.slice(from, after),
      `<w:r><w:t xml:space="preserve">${marked(label)}</w:t></w:r>`,
    );
    from = after;
  }
  return [...pieces, xml.slice(from)].join('');
}

const marked = (label: string) =>
  LABEL_MARK + label.replaceAll('&', '&amp;').replaceAll('<', '&lt;') + LABEL_MARK;

function placeIn(settings: string, { placeOfStyle }: Numbering): Place | undefined {
  const value = (name: string) =>
    new RegExp(`<w:${name}\\s+w:val="([^"]{1,100})"`).exec(settings)?.[1];
  const ofStyle = placeOfStyle(value('pStyle') ?? '');
  const numId = value('numId') ?? ofStyle.numId;
  const level = Number(value('ilvl') ?? ofStyle.level ?? 0);
  return numId === undefined || numId === '0' ? undefined : { numId, level };
}

/** Counts as Word does: a level goes on wherever its list does, and those below it begin anew. */
export function createCounter({
  levelsOf,
}: Pick<Numbering, 'levelsOf'>): (place: Place) => string | undefined {
  const counts = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();
  return ({ numId, level }) => {
    const list = levelsOf(numId);
    const own = list?.levels.get(level);
    if (!list || !own) return undefined;
    if (own.format === 'bullet') return tellingSign(own.text, own.font) || undefined;
    const count = counts.get(list.key) ?? [];
    counts.set(list.key, count);
    const restart = list.starts.get(level);
    const isRestarted = restart !== undefined && !begun.has(`${numId} ${level}`);
    begun.add(`${numId} ${level}`);
    const before = count[level];
    count[level] = isRestarted ? restart : before === undefined ? own.start : before + 1;
    for (let below = level + 1; below < count.length; below += 1) {
      // A level may say that only some of those above it make it begin anew, or none (17.9.10).
      const most = list.levels.get(below)?.restart;
      if (most === undefined || level < most) count[below] = undefined;
    }
    return labelOf(own, (at) => ({ level: list.levels.get(at), count: count[at] }));
  };
}

function labelOf(
  own: Level,
  at: (level: number) => { level: Level | undefined; count: number | undefined },
): string {
  return own.text.replace(/%([1-9])/g, (_, place: string) => {
    const { level, count } = at(Number(place) - 1);
    if (level?.format === 'none') return '';
    // Legal numbers have digits only, whatever the levels above are written in (17.9.4).
    return writtenNumber(count ?? level?.start ?? 1, own.isLegal ? '' : (level?.format ?? ''));
  });
}
