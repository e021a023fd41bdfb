/**
 * At most `most` of the items, spread over all; another time brings others, so that in the end each has
 * had its turn although nobody keeps what was asked for before.
 */
export function shareOf<Item>(items: readonly Item[], most: number, now: Date): Item[] {
  const shares = Math.ceil(items.length / most);
  const turn = Math.floor(now.getTime() / 1000) % Math.max(1, shares);
  return items.filter((_, at) => at % shares === turn);
}
