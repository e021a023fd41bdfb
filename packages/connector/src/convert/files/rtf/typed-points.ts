import type { Run } from '../../tree.ts';

const TYPED_POINT = /^[•▪◦‣·]\s+/;
/** With a tab behind it, in the gap that a hanging paragraph leaves. */
const HANGING_POINT = /^(\(?[\p{L}\p{N}]{1,4}[.)]|[•▪◦‣·–-])\t/u;

/**
 * Some programs write the sign or the number of a point into its text.
 * @param hanging the text of a paragraph whose first line stands out
 */
export function takeTypedPoint(runs: Run[], hanging: string): string {
  const [first] = runs;
  const label = HANGING_POINT.exec(hanging.slice(0, 10))?.[1];
  const isLabelled = label !== undefined && first?.text.startsWith(`${label} `);
  const found = isLabelled ? `${label} ` : first && TYPED_POINT.exec(first.text.slice(0, 10))?.[0];
  if (!first || !found) return '';
  first.text = first.text.slice(found.length);
  return found.trim();
}
