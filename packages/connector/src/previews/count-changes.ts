import {
  cutText,
  MOST_PREVIEW_PLACES,
  MOST_PREVIEW_SAMPLES,
  type Preview,
  type PreviewPlace,
  type PreviewSample,
  sourceTypeOf,
  toStorableText,
} from '@rita/contracts';
import type { Run } from '../runs/run.store.ts';

type Change = 'added' | 'changed' | 'removed' | 'unchanged';
type Placed = { title: string; url: string | null; path: readonly string[] };

/** Beyond so many, places are counted together. */
const REST = '…';

/** Counts what a sync would do, for each place, with a few examples of each kind. */
export type ChangeCounter = {
  /** One document. */
  count: (change: Exclude<Change, 'unchanged'>, document: Placed) => void;
  /** So many more in one place. */
  countMany: (change: Change, path: readonly string[], many: number) => void;
  /** Looked at, nothing new; where they stand does not matter. */
  countUnchanged: (many: number) => void;
  counts: () => Pick<Preview, Change | 'places' | 'sample'>;
};

export function createChangeCounter(type: Run['connection_type']): ChangeCounter {
  const depth = sourceTypeOf(type).placeDepth ?? 1;
  const totals = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  const places = new Map<string, PreviewPlace>();
  const sample: PreviewSample[] = [];

  const nameOf = (path: readonly string[]) =>
    cutText(toStorableText(path.slice(0, depth).join(' › ')), 300);

  function placeOf(path: readonly string[]): PreviewPlace {
    const wanted = nameOf(path);
    const name = places.size < MOST_PREVIEW_PLACES || places.has(wanted) ? wanted : REST;
    const known = places.get(name);
    if (known !== undefined) return known;
    const place = { name, added: 0, changed: 0, removed: 0, unchanged: 0 };
    places.set(name, place);
    return place;
  }

  const countMany: ChangeCounter['countMany'] = (change, path, many) => {
    placeOf(path)[change] += many;
    totals[change] += many;
  };

  return {
    countMany,
    count: (change, document) => {
      countMany(change, document.path, 1);
      if (sample.filter((one) => one.change === change).length >= MOST_PREVIEW_SAMPLES) return;
      sample.push({
        change,
        title: cutText(toStorableText(document.title), 300),
        url: document.url === null ? null : toStorableText(document.url),
        place: nameOf(document.path),
      });
    },
    countUnchanged: (many) => {
      totals.unchanged += many;
    },
    counts: () => ({
      ...totals,
      sample: [...sample],
      places: [...places.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    }),
  };
}
