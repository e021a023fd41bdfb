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

/** The text of a formula, or a chart; undefined for any other object. */
export function objectIn(root: MarkupElement): string | MarkupElement | undefined {
  const math = findElement(root, ({ name }) => name === 'math' || name === 'math:math');
  if (math) return typedFormula(math, '') ?? mathText(math).trim();
  return findElement(root, ({ name }) => name === 'office:chart');
}
