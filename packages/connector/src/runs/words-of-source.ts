/** In which the vendors say what went wrong. */
const WORDS = new Set([
  'code',
  'detail',
  'error',
  'error_description',
  'errorCode',
  'message',
  'reason',
  'title',
]);
/** In which these stand: `{ "error": { … } }`, `{ "errors": [{ … }] }`, `{ "detail": { … } }`. */
const AROUND = new Set(['data', 'detail', 'error', 'errors']);
const DEEPEST = 4;
const MOST_WORDS = 6;

/**
 * What a source says of a failure, out of the fields that are for it. All else that an answer may
 * hold (a page, a trace, the request once more with its headers) is left out, whatever it is; so is
 * an answer that is no JSON, of which nobody can tell.
 */
export function wordsOfSource(text: string): string | undefined {
  const words = [...new Set(wordsIn(parse(text), 0))].slice(0, MOST_WORDS);
  return words.length === 0 ? undefined : words.join(' · ');
}

function* wordsIn(value: unknown, depth: number): Iterable<string> {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MOST_WORDS)) yield* wordsIn(item, depth + 1);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const isWord = WORDS.has(name) && (typeof inner === 'string' || typeof inner === 'number');
    if (isWord && `${inner}`.trim() !== '') yield `${inner}`.trim();
    else if (AROUND.has(name)) yield* wordsIn(inner, depth + 1);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
