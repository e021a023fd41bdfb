/** What stands between two places of a part from now on. */
export type Edit = { start: number; end: number; text: string };

/** A part with all edits made; none of them reaches into another. */
export function applyEdits(xml: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start)) {
    parts.push(xml.slice(from, start), text);
    from = end;
  }
  return [...parts, xml.slice(from)].join('');
}
