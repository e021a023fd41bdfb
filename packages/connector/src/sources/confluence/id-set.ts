/** Ids that a list named: many, so that each takes only a few bytes. */
export type IdSet = { add: (ids: readonly string[]) => void; has: (id: string) => boolean };

/** Ids of Confluence are numbers, nearly always. */
export function createIdSet(): IdSet {
  const blocks: Float64Array[] = [];
  const others = new Set<string>();
  const numberOf = (id: string) => {
    const number = Number(id);
    return Number.isSafeInteger(number) && String(number) === id ? number : undefined;
  };
  return {
    add: (ids) => {
      const numbers = ids.map(numberOf);
      for (const [at, id] of ids.entries()) if (numbers[at] === undefined) others.add(id);
      const block = Float64Array.from(numbers.filter((number) => number !== undefined));
      blocks.push(block.sort());
    },
    has: (id) => {
      const number = numberOf(id);
      return number === undefined ? others.has(id) : blocks.some((block) => isIn(block, number));
    },
  };
}

function isIn(sorted: Float64Array, wanted: number): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === wanted;
}
