import { isStorableText, toStorableText } from '@rita/contracts';
import { ProblemError } from './http/problem-error.ts';

const MAX_DEPTH = 40;
const MAX_NODES = 50_000;
/** The only ways in which NUL and halves of a pair get into JSON that is well-formed text. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/i;
/** Merged carelessly, these reach the prototype of every object. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON from outside, once, at the edge.
 *
 * @param text what came over the wire; an empty one is undefined
 * @param unstorable what to do with NUL and lone surrogates: refuse them, or mend them where a
 *   status must not be lost for a character
 * @throws ProblemError `malformed_request`
 */
export function parseJson(text: string, unstorable: 'refuse' | 'mend' = 'refuse'): unknown {
  if (text === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProblemError('malformed_request');
  }
  checkShape(value, unstorable === 'refuse');
  if (unstorable === 'refuse' || (text.isWellFormed() && !UNSTORABLE_ESCAPE.test(text)))
    return value;
  const mended = mend(value);
  // Once more: without its NUL a key may have become a forbidden one.
  checkShape(mended, true);
  return mended;
}

/** Walks with a stack of its own: a hostile depth must not become ours. */
function checkShape(root: unknown, refuseUnstorable: boolean) {
  const open: { value: object; depth: number }[] = [];
  let nodes = 0;
  const visit = (value: unknown, depth: number) => {
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) throw new ProblemError('malformed_request');
    if (typeof value === 'string') {
      if (refuseUnstorable) checkText(value);
    } else if (typeof value === 'object' && value !== null) {
      open.push({ value, depth });
    }
  };
  visit(root, 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (Array.isArray(value)) {
      for (const child of value) visit(child, depth + 1);
      continue;
    }
    for (const key of Object.keys(value)) {
      if (FORBIDDEN_KEYS.has(key)) throw new ProblemError('malformed_request');
      if (refuseUnstorable) checkText(key);
      visit((value as Record<string, unknown>)[key], depth + 1);
    }
  }
}

function checkText(text: string) {
  if (!isStorableText(text)) throw new ProblemError('malformed_request');
}

/** Runs after the depth was checked. */
function mend(value: unknown): unknown {
  if (typeof value === 'string') return toStorableText(value);
  if (Array.isArray(value)) return value.map(mend);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [toStorableText(key), mend(child)]),
  );
}
