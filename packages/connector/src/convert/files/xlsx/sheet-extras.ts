import { decodeXML } from 'entities';
import { safeAddress } from '../../safe-address.ts';
import { type Block, paragraph, plainRun, STRONG } from '../../tree.ts';
import { drawingTexts } from '../drawing-texts.ts';
import { readRelations, relatedPart } from '../read-relations.ts';
import { createXmlReader, readXml } from '../read-xml.ts';
import type { ZipParts } from '../read-zip.ts';
import { controlBlocks, withoutControls } from './form-controls.ts';
import type { HiddenCells } from './hidden-cells.ts';
import type { CellPrompt } from './read-sheet.ts';

/** What a sheet has beside its cells. */
export type SheetExtras = {
  /** Addresses by `column:row`. */
  links: ReadonlyMap<string, string>;
  hasFilteredTable: boolean;
  /** Notes and prompts on cells that are shown, and the texts of shapes and charts. */
  blocksBeside: (hidden: HiddenCells, prompts: readonly CellPrompt[]) => Block[];
};

/** What of the book is needed to tell what its sheets have. */
type Around = {
  /** Names of the sheets that are read. */
  shownSheets: ReadonlySet<string>;
  /** Names of those who wrote notes. */
  people: ReadonlyMap<string, string>;
};

export async function readSheetExtras(
  zip: ZipParts,
  part: string,
  { shownSheets, people }: Around,
): Promise<SheetExtras> {
  const relations = await readRelations(zip, part);
  const hasLinks = [...relations.values()].some(({ type }) => type === 'hyperlink');
  const links = new Map<string, string>();
  if (hasLinks) {
    const reader = createXmlReader({
      open: (name, attributes) => {
        if (name !== 'hyperlink') return;
        const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
        // Excel keeps what stands behind a `#` apart.
        const { ref = '', location } = attributes;
        const target = relations.get(id)?.target;
        const url = safeAddress(target && location ? `${target}#${location}` : target);
        if (url) for (const place of placesOf(ref)) links.set(place, url);
      },
    });
    await zip.stream(part, reader.write);
    reader.end();
  }
  const threads = notesIn(await zip.read(relatedPart(relations, 'threadedComment') ?? ''), people);
  const inThread = new Set(threads.map(({ reference }) => reference));
  // For older programs, each thread stands there once more, with words about itself.
  const notes = notesIn(await zip.read(relatedPart(relations, 'comments') ?? '')).filter(
    ({ reference }) => !inThread.has(reference),
  );
  const drawing = relatedPart(relations, 'drawing');
  const drawn = drawing
    ? await drawingTexts(zip, drawing, (chart) => isOfSheets(chart, shownSheets))
    : [];
  const all = [...notes, ...threads];
  let hasFilteredTable = false;
  const controls: Block[] = [];
  for (const { type, target } of relations.values()) {
    if (type === 'vmlDrawing') controls.push(...controlBlocks(await zip.read(target)));
    if (type === 'table') hasFilteredTable ||= (await zip.read(target)).includes('filterColumn');
  }
  return {
    links,
    hasFilteredTable,
    blocksBeside: (hidden, prompts) => [
      ...listOfNotes(
        [...all, ...prompts].filter(({ reference }) => !hidden.has(cellOf(reference))),
      ),
      ...controls,
      ...withoutControls(drawn, controls),
    ],
  };
}

const REFERENCE = /<(?:\w{1,20}:)?f(?:\s[^<>]*)?>([^<]{1,2000})</g;

/** Whether all numbers of a chart are from these sheets; it may keep those of another file, or be alone. */
function isOfSheets(chart: string, sheets: ReadonlySet<string>): boolean {
  const references = [...chart.matchAll(REFERENCE)];
  return (
    references.length > 0 &&
    references.every(([, reference = '']) => {
      const name = decodeXML(reference)
        .replace(/![^!]*$/, '')
        .replace(/^'(.*)'$/s, '$1');
      return sheets.has(name.replaceAll("''", "'"));
    })
  );
}

/** Cells that one link is told for; those of a whole column would be a million. */
const MOST_LINKED = 2_000;

/** `B2:C3` are four cells; each as `column:row`. */
function placesOf(reference: string): string[] {
  const [start = '', end = start] = reference.split(':', 2);
  const [first, last] = [cellOf(start), cellOf(end)];
  const places: string[] = [];
  for (let { row } = first; row <= last.row; row += 1) {
    for (let { column } = first; column <= last.column; column += 1) {
      if (places.length >= MOST_LINKED) return places;
      places.push(`${column}:${row}`);
    }
  }
  return places;
}

function cellOf(address: string): { column: number; row: number } {
  const letters = /^[A-Z]{1,3}/.exec(address)?.[0] ?? '';
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(address.slice(letters.length)) || 0 };
}

type Note = { reference: string; text: string };

/** Those who wrote threads, by the ids that these have for them. */
export function peopleIn(xml: string): Map<string, string> {
  const people = new Map<string, string>();
  readXml(xml, {
    open: (name, { id = '', displayName = '' }) => {
      if (name === 'person') people.set(id, displayName.trim());
    },
  });
  return people;
}

function notesIn(xml: string, people?: ReadonlyMap<string, string>): Note[] {
  const notes: Note[] = [];
  let isText = false;
  let isThread = false;
  readXml(xml, {
    open: (name, { ref = '', personId = '', done }) => {
      if (name === 'comment' || name === 'threadedComment') {
        const author = people?.get(personId);
        const state = done === '1' || done === 'true' ? '(resolved) ' : '';
        notes.push({ reference: ref, text: `${author ? `${author}: ` : ''}${state}` });
      }
      // A thread has plain texts, and each of a note's parts is one in a setting.
      isText = name === 't' || (name === 'text' && isThread);
      isThread ||= name === 'ThreadedComments';
    },
    text: (text) => {
      const last = notes.at(-1);
      if (isText && last) last.text += text;
    },
    close: (name) => {
      if (name === 't' || name === 'text') isText = false;
    },
  });
  return notes;
}

function listOfNotes(notes: readonly Note[]): Block[] {
  if (notes.length === 0) return [];
  const items = notes.map(({ reference, text }) => ({
    blocks: [paragraph(plainRun(`${reference}: ${text.trim()}`))],
  }));
  return [
    paragraph({ text: 'Notes', marks: STRONG }),
    { type: 'list', isOrdered: false, start: 1, items },
  ];
}
