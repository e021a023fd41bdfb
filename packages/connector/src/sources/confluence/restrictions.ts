import { createLimiter } from '../batches.ts';
import type { Patience } from '../fails-alone.ts';
import type { SourceError } from '../source.ts';
import type { SourceAccess } from '../source-access.ts';
import { accessNow, type Layer, type ReadRestriction, toLayer } from './access.ts';
import { PassingError } from './answer-errors.ts';
import type { ConfluenceClient, ContentEntry } from './client.ts';
import { asItsOwn } from './its-own.ts';
import type { PlaceReaders } from './place-readers.ts';
import type { SpaceTree } from './space-tree.ts';

const PARALLEL_READS = 8;
const MOST_REMEMBERED = 5_000;

/** Who may read an entry. */
export type Readers = {
  access: SourceAccess;
  /** What the entry and the pages above it restrict, of which a change makes another revision. */
  restrictions: readonly Layer[];
  /** The entry’s own restriction could not be read: then the entry fails alone. */
  error?: SourceError;
  /** Something above it could not be read this time, so that nobody is named for now. */
  isPassing: boolean;
};

/** Asks what one item says itself of who may read it. */
export type OwnRestrictions = {
  learn: (id: string) => Promise<Layer>;
  /** What a list told of many at once. */
  note: (told: ReadonlyMap<string, ReadRestriction>) => void;
  /** For a run that does not end with one space. */
  forget: (most: number) => void;
};

/**
 * Each asked for once. In the order of the steps: steps that ask at the same time are all done at
 * the same time too, and then the source is idle while they are converted.
 */
export function createOwnRestrictions(
  client: ConfluenceClient,
  patience: Patience,
): OwnRestrictions {
  const limited = createLimiter(PARALLEL_READS);
  const remembered = new Map<string, Promise<Layer>>();
  const read = async (id: string): Promise<Layer> => {
    const layer = await toLayer(asItsOwn(client, client.readRestriction(id)));
    if (layer.is === 'unread') patience.failed(layer.error);
    else patience.succeeded();
    return layer;
  };
  return {
    learn: (id) => {
      const known = remembered.get(id) ?? limited(() => read(id));
      // Pages above are asked about again and again, the others hardly twice.
      remembered.delete(id);
      remembered.set(id, known);
      return known;
    },
    note: (told) => {
      for (const [id, restriction] of told) {
        remembered.set(id, toLayer(Promise.resolve(restriction)));
      }
    },
    forget: (most) => {
      const tooMany = remembered.size - most;
      if (tooMany > 0) for (const id of remembered.keys().take(tooMany)) remembered.delete(id);
    },
  };
}

/** What is above an entry and cannot be found out. */
export const UNKNOWN_PLACE: Layer = { is: 'nobody', reason: 'refused' };

/**
 * Who may read each item: the site, the space, its own restriction and those of everything above
 * it. Asked for page by page: in bulk, one ancestor that cannot be read spoils the answer for all.
 * Where one is out of sight or unknown, nobody is named: that hides too much rather than too little.
 */
export function createRestrictions(reading: {
  client: ConfluenceClient;
  patience: Patience;
  places: PlaceReaders;
}) {
  const own = createOwnRestrictions(reading.client, reading.patience);
  return async (tree: SpaceTree, entries: readonly ContentEntry[]) => {
    const place = await reading.places.layersOf(tree.space);
    const above = new Map(entries.map((entry) => [entry.id, tree.above(entry)]));
    const ids = new Set([...above].flatMap(([id, { ids: others }]) => [id, ...others]));
    const found = new Map<string, Layer>();
    await Promise.all([...ids].map(async (id) => found.set(id, await own.learn(id))));
    own.forget(MOST_REMEMBERED);
    return ({ id }: ContentEntry): Readers => {
      const { ids: others = [], isKnown = false } = above.get(id) ?? {};
      // What was not asked for is nobody’s, never everybody’s.
      const [self = UNKNOWN_PLACE, ...higher] = [id, ...others].map(
        (one) => found.get(one) ?? UNKNOWN_PLACE,
      );
      const restrictions = [self, ...higher, ...(isKnown ? [] : [UNKNOWN_PLACE])];
      return {
        access: accessNow([place.site, place.space, ...restrictions]),
        restrictions,
        ...(self.is === 'unread' ? { error: self.error } : {}),
        isPassing: higher.some((layer) => layer.is === 'unread' && isPassing(layer.error)),
      };
    };
  };
}

function isPassing(error: SourceError): boolean {
  return error instanceof PassingError || error.code === 'timeout';
}

export type Restrictions = ReturnType<typeof createRestrictions>;
