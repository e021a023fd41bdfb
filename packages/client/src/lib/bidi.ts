/** Embeddings, overrides and isolates (Unicode UAX 9); marks such as U+200F, which turn nothing around, stay. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Kept as they are: what is edited and saved again, and the text of a document, which is blocks of its own. */
const UNTOUCHED = new Set(['settings', 'body']);

/**
 * Takes the characters that turn the direction of writing around out of all texts of an answer. A
 * title that holds one makes what stands behind it read backwards, also where no element can keep
 * it in: in a tooltip, a toast, the title of the window. Where text of others stands in a line of
 * ours, `<bdi>` does the rest, for names that are written from right to left.
 */
export function withoutBidiControls<T>(value: T): T {
  if (typeof value === 'string') return value.replace(CONTROLS, '') as T;
  if (Array.isArray(value)) return value.map(withoutBidiControls) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    UNTOUCHED.has(name) ? inner : withoutBidiControls(inner),
  ]);
  return Object.fromEntries(entries) as T;
}
