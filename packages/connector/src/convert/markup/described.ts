import { findElement, type MarkupElement, textOf } from './markup-tree.ts';

/** More than this is a program's data, and no text for readers. */
const LONGEST_DATA = 500_000;
const DEEPEST = 6;
/** What schema.org has for texts, the longest first. */
const TEXTS = ['articleBody', 'text', 'description', 'headline', 'name'];

/**
 * What a page that shows nothing until its programs run says of itself to machines: its text as
 * schema.org has it (JSON-LD), or else its description.
 */
export function describedText(root: MarkupElement, description: string | null): string {
  let found: string | undefined;
  findElement(root, (element) => {
    const { name, attributes } = element;
    const isData = name === 'script' && attributes.type?.trim().toLowerCase() === DATA;
    if (isData) found = textIn(parsed(textOf(element).slice(0, LONGEST_DATA)), 0);
    return found !== undefined;
  });
  return found ?? description ?? '';
}

const DATA = 'application/ld+json';

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function textIn(value: unknown, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return firstOf(value, depth);
  const thing = value as Record<string, unknown>;
  for (const key of TEXTS) {
    const text = thing[key];
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  }
  return firstOf([thing['@graph'], thing.mainEntity], depth);
}

function firstOf(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const text = textIn(value, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}
