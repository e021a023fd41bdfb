/**
 * The place of a batch in the line. A batch may be worked on beside the one before it, and be
 * finished only after it: what one connection sent keeps its order, whatever fails.
 */
export type Place = {
  /** By leave of this batch the next one is begun beside it: nothing later can overtake it now. */
  claim: () => void;
  claimed: Promise<void>;
  /** Resolves when the batch before has gone through. @throws GaveWay when it did not at once */
  turn: Promise<void>;
  /** Resolves when the batch before is finished, at once or not. @throws GaveWay */
  alone: Promise<void>;
  /** This batch does not go through at once: what was begun beside it has to give way. */
  stumble: () => void;
  hasStumbled: () => boolean;
  end: () => void;
  /** This batch is given up, and so is what was begun beside it. */
  fail: (error: unknown) => void;
  /** For the next in the line. */
  wentThrough: Promise<void>;
  finished: Promise<void>;
};

/** Not the fault of the batch that it stops: the one before it failed. */
export class GaveWay extends Error {
  readonly code = 'gave_way';
  constructor(cause?: unknown) {
    super('the batch before failed', { cause });
    this.name = 'GaveWay';
  }
}

export function openPlace(before?: Pick<Place, 'wentThrough' | 'finished'>): Place {
  const claim = Promise.withResolvers<void>();
  const wentThrough = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  let hasStumbled = false;
  const stumble = () => {
    hasStumbled = true;
    wentThrough.reject(new GaveWay());
  };
  // Often nobody follows, and then nobody is there to be told.
  wentThrough.promise.catch(() => {});
  finished.promise.catch(() => {});
  before?.wentThrough.catch(stumble);
  return {
    claim: claim.resolve,
    claimed: claim.promise,
    turn: before?.wentThrough ?? Promise.resolve(),
    alone: before?.finished ?? Promise.resolve(),
    stumble,
    hasStumbled: () => hasStumbled,
    end: () => {
      wentThrough.resolve();
      finished.resolve();
    },
    fail: (error) => {
      wentThrough.reject(new GaveWay(error));
      finished.reject(new GaveWay(error));
    },
    wentThrough: wentThrough.promise,
    finished: finished.promise,
  };
}
