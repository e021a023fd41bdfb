/** How high rows of a kind are, for those that were not drawn yet: a value of CSS. */
export function usualHeight(kind: string): string {
  return `var(${nameOf(kind)}, 198px)`;
}

const nameOf = (kind: string) => `--usual-height-${kind}`;

let toMeasure = new Set<HTMLElement>();

/**
 * Takes down how high a row is that came into sight. One that takes another height when it is drawn than was
 * kept free for it moves all below it, so that everything is laid out anew. Looked at together with all others
 * that came, before the next frame: each look by itself has the page laid out for it.
 */
export function rememberHeight(row: HTMLElement): void {
  if (toMeasure.size === 0) requestAnimationFrame(measure);
  toMeasure.add(row);
}

function measure(): void {
  const rows = [...toMeasure];
  toMeasure = new Set();
  const heights = rows.map((row) => row.getBoundingClientRect().height);
  for (const [at, row] of rows.entries()) keep(row, heights[at] ?? 0);
}

/** The least height counts: of rows of a kind, some have longer texts than most. */
function keep({ parentElement: list, dataset: { kind = '' } }: HTMLElement, height: number): void {
  if (list === null || height === 0) return;
  const known = Number.parseFloat(list.style.getPropertyValue(nameOf(kind)));
  if (known <= height) return;
  list.style.setProperty(nameOf(kind), `${height}px`);
}
