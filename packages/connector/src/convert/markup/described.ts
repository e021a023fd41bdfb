import { findElement, type MarkupElement, textOf } from './markup-tree.ts';

/** More than this is a program's data, and no text for readers; nor are more pieces of it. */
const LONGEST_DATA = 500_000;
const MOST_PIECES = 20;
const DEEPEST = 6;
/** What schema.org has for texts, the longest first. */
const TEXTS = ['articleBody', 'text', 'description', 'headline', 'name'];

/** Texts of a page, and how much of it they stand for: the lower, the more. */
type Found = { texts: string[]; rank: number };

/**
 * What a page that shows nothing until its programs run says of itself to machines: its texts as
 * schema.org has them (JSON-LD), of several pieces those that stand for most of it. Each may be HTML.
 */
export function describedTexts(root: MarkupElement): string[] {
  const pieces: MarkupElement[] = [];
  findElement(root, (element) => {
    const { name, attributes } = element;
    if (name === 'script' && attributes.type?.trim().toLowerCase() === DATA) pieces.push(element);
    return pieces.length >= MOST_PIECES;
  });
  const found = pieces.map((piece) => textsIn(parsed(textOf(piece)), 0));
  return richest(found)?.texts ?? [];
}

const DATA = 'application/ld+json';
const WRAPPED = '<![CDATA[';

/** Some programs wrap it for parsers that would read markup in it. */
function parsed(given: string): unknown {
  const data = given.slice(0, LONGEST_DATA).trim();
  const from = data.slice(0, 20).indexOf(WRAPPED);
  const inner = from < 0 ? data : data.slice(from + WRAPPED.length, data.lastIndexOf(']]>'));
  try {
    return JSON.parse(inner.replace(/^[*]\//, '').replace(/\/[*/]$/, ''));
  } catch {
    return undefined;
  }
}

function richest(all: readonly (Found | undefined)[]): Found | undefined {
  let best: Found | undefined;
  for (const one of all) if (one && (!best || one.rank < best.rank)) best = one;
  return best;
}

function textsIn(value: unknown, depth: number): Found | undefined {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
  const below = (one: unknown) => textsIn(one, depth + 1);
  if (Array.isArray(value)) return richest(value.map(below));
  const thing = value as Record<string, unknown>;
  const given = (key: string) => {
    const text = thing[key];
    return typeof text === 'string' ? text.trim() : '';
  };
  const rank = TEXTS.findIndex((key) => given(key) !== '');
  const own = rank < 0 ? undefined : { texts: [given(TEXTS[rank] ?? '')], rank };
  // A question with its answer; many of them, or the steps of something, are a text together.
  const answer = below(thing.acceptedAnswer);
  const asked = answer && { texts: [given('name'), ...answer.texts], rank: 0 };
  const many = [thing.mainEntity, thing.step].filter(Array.isArray).flat().map(below);
  const texts = many.flatMap((one) => one?.texts ?? []);
  const together = texts.length > 0 ? { texts, rank: 0 } : undefined;
  const main = Array.isArray(thing.mainEntity) ? undefined : below(thing.mainEntity);
  return richest([asked, together, own, main, below(thing['@graph'])]);
}
