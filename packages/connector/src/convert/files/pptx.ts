import { markdownTable } from './markdown-table.ts';
import { escapeMarkdown } from './plain-text.ts';
import { readRelations, readXml } from './read-xml.ts';
import { openZip, type ZipParts } from './zip-parts.ts';

/** PowerPoint: a heading for each slide in the order of the show, its texts, tables and notes. */
export function pptxToMarkdown(bytes: Uint8Array): string {
  const zip = openZip(bytes);
  const relations = readRelations(zip.read('ppt/_rels/presentation.xml.rels'), 'ppt');
  const slides: string[] = [];
  readXml(zip.read('ppt/presentation.xml') ?? '', {
    open: (name, attributes) => {
      const target = name === 'sldId' ? relations.get(attributes['r:id'] ?? '')?.target : undefined;
      if (target) slides.push(target);
    },
  });
  if (slides.length === 0) throw new Error('no slides');
  return slides.map((part, index) => slideToMarkdown(zip, part, index + 1)).join('\n\n');
}

function slideToMarkdown(zip: ZipParts, part: string, number: number): string {
  const { title, blocks } = readShapes(zip.read(part) ?? '');
  const folder = part.slice(0, part.lastIndexOf('/'));
  const relations = readRelations(zip.read(part.replace(/([^/]+)$/, '_rels/$1.rels')), folder);
  const notesPart = [...relations.values()].find(({ type }) => type === 'notesSlide')?.target;
  const notes = notesPart ? readShapes(zip.read(notesPart) ?? '').blocks : [];
  const heading = `## ${title ? escapeMarkdown(title) : `Slide ${number}`}`;
  const quoted =
    notes.length > 0 ? [`> **Notes:** ${notes.join('\n\n').replaceAll('\n', '\n> ')}`] : [];
  return [heading, ...blocks, ...quoted].join('\n\n');
}

type Shapes = { title: string; blocks: string[] };

const NOT_CONTENT = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg']);

function readShapes(xml: string): Shapes {
  const shapes: Shapes = { title: '', blocks: [] };
  let kind = '';
  let lines: string[] = [];
  let line = '';
  let isText = false;
  let rows: string[][] | null = null;
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'ph') kind = attributes.type ?? 'body';
      if (name === 't') isText = true;
      if (name === 'br') line += ' ';
      if (name === 'tbl') rows = [];
      if (name === 'tr') rows?.push([]);
      if (name === 'tc') lines = [];
    },
    text: (text) => {
      if (isText) line += text;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'p' && line.trim() !== '') lines.push(line.trim());
      if (name === 'p') line = '';
      if (name === 'tc') rows?.at(-1)?.push(lines.splice(0).join(' '));
      if (name === 'tbl' && rows) {
        shapes.blocks.push(markdownTable(rows));
        rows = null;
      }
      if (name !== 'sp') return;
      if (/title/i.test(kind)) shapes.title ||= lines.join(' ');
      else if (!NOT_CONTENT.has(kind)) shapes.blocks.push(...lines.map(escapeMarkdown));
      lines = [];
      kind = '';
    },
  });
  return shapes;
}
