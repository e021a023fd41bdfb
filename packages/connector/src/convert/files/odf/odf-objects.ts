import { findElement, type MarkupElement } from '../../markup/markup-tree.ts';
import { mathText, typedFormula } from '../../markup/math-text.ts';
import { parseMarkup } from '../../markup/parse-markup.ts';
import type { ZipParts } from '../read-zip.ts';

/** What is shown within a document by the place that it has in the archive: formulas as text, charts. */
export type OdfObjects = ReadonlyMap<string, string | MarkupElement>;

const MOST_OBJECTS = 2_000;

/** Formulas are files of their own, in MathML, and so are charts, with their titles and numbers. */
export async function readOdfObjects(zip: ZipParts, body: MarkupElement): Promise<OdfObjects> {
  const places = new Set<string>();
  findElement(body, ({ name, attributes }) => {
    if (name === 'draw:object') places.add(attributes['xlink:href'] ?? '');
    return places.size >= MOST_OBJECTS;
  });
  const objects = new Map<string, string | MarkupElement>();
  for (const place of places) {
    const part = `${place.replace(/^\.\//, '').replace(/\/$/, '')}/content.xml`;
    if (!zip.has(part)) continue;
    const object = objectIn(parseMarkup(await zip.read(part)));
    if (object) objects.set(place, object);
  }
  return objects;
}

const KINDS = new Set(['chart', 'spreadsheet', 'text', 'presentation', 'drawing']);

/** The text of a formula, a chart, or a document within this one; undefined for any other object. */
export function objectIn(root: MarkupElement): string | MarkupElement | undefined {
  const office = findElement(
    root,
    ({ name }) => name.startsWith('office:') && KINDS.has(name.slice('office:'.length)),
  );
  const math = office
    ? undefined
    : findElement(root, ({ name }) => name === 'math' || name === 'math:math');
  return office ?? (math && (typedFormula(math, '') ?? mathText(math).trim()));
}
