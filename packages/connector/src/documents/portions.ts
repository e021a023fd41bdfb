/**
 * Cuts a list where the sizes of its items sum up to more than `most`, an item that is larger alone:
 * what a page of a source holds may be tens of megabytes, and writing all of them out at once would
 * hold up everybody whom this process serves.
 */
export function inPortions<Item>(
  items: readonly Item[],
  sizeOf: (item: Item) => number,
  most: number,
): Item[][] {
  const portions: Item[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const own = sizeOf(item);
    if (size + own > most) {
      portions.push([]);
      size = 0;
    }
    portions.at(-1)?.push(item);
    size += own;
  }
  return portions;
}
