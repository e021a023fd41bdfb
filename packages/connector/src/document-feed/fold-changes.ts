import type { PlacedChange } from './list-placed-changes.ts';

/** What all changes of one document, taken together, are for a reader. */
export type FoldedChange = Omit<PlacedChange, 'position'> & {
  /** The place of the first of them. */
  from: number;
};

/** `upTo`: the place of the last change that was looked at. `isFull`: the next one did not fit. */
export type FoldedChanges = { folded: Map<string, FoldedChange>; upTo: number; isFull: boolean };

/**
 * Takes changes in their order, until they are of more documents that the reader sees than there is
 * room for. What the reader could read neither before nor after is nothing to them.
 */
export function foldChanges(
  before: FoldedChanges,
  changes: readonly PlacedChange[],
  room: number,
): FoldedChanges {
  const folded = new Map(before.folded);
  let { upTo } = before;
  for (const change of changes) {
    const known = folded.get(change.id);
    if (known === undefined && (change.was || change.is)) {
      if (folded.size >= room) return { folded, upTo, isFull: true };
      const { position: from, ...seen } = change;
      folded.set(change.id, { ...seen, from });
    } else if (known !== undefined) {
      const isContent = known.isContent || change.isContent;
      folded.set(change.id, { ...known, is: change.is, isContent });
    }
    upTo = change.position;
  }
  return { folded, upTo, isFull: false };
}
