import { type NumberStyle, numberLabel } from '../../number-label.ts';
import type { Level, Numbering, Place } from './read-numbering.ts';

/** Stands around a label, where nothing else does. */
export const LABEL_MARK = '\uE011';

const PARAGRAPH = /<w:p(?:\s[^<>]*)?>\s*<w:pPr(?:\s[^<>]*)?>/g;
const SETTINGS_END = '</w:pPr>';
const LONGEST_SETTINGS = 20_000;

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
    const place = placeIn(change < 0 ? settings : settings.slice(0, change), numbering);
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

const STYLES: Record<string, NumberStyle> = {
  lowerLetter: 'lower-letter',
  upperLetter: 'upper-letter',
  lowerRoman: 'lower-roman',
  upperRoman: 'upper-roman',
};

/** Counts as Word does: a level goes on wherever its list does, and those below it begin anew. */
function createCounter({ levelsOf }: Numbering): (place: Place) => string | undefined {
  const counts = new Map<string, number[]>();
  const begun = new Set<string>();
  return ({ numId, level }) => {
    const list = levelsOf(numId);
    const own = list?.levels.get(level);
    if (!list || !own || own.format === 'bullet') return undefined;
    const count = counts.get(list.key) ?? [];
    counts.set(list.key, count);
    const restart = list.starts.get(level);
    const isRestarted = restart !== undefined && !begun.has(`${numId} ${level}`);
    begun.add(`${numId} ${level}`);
    const before = count[level];
    count[level] = isRestarted ? restart : before === undefined ? own.start : before + 1;
    count.length = level + 1;
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
    return numberLabel(count ?? level?.start ?? 1, STYLES[level?.format ?? ''] ?? 'decimal');
  });
}
