/** Workers of one queue, each of which performs one job at a time. */
export type Crew = {
  /**
   * Adds a worker, and gives what it does with each of its jobs.
   *
   * @param look has the worker look for a job at once
   */
  join: (look: () => void) => <T>(work: () => Promise<T>) => Promise<T>;
  /** Has one of those that are free look for a job; there may be none. */
  wake: () => void;
};

/**
 * One looks for all: of twenty workers that each looked twice a second nineteen would only load the
 * database. Who finds something sends the next one to look, so that any number of jobs are begun
 * one right after the other, and who is done looks again at once.
 */
export function createCrew(): Crew {
  const free = new Set<() => void>();

  function wake() {
    const [look] = free;
    look?.();
  }

  return {
    wake,
    join: (look) => {
      free.add(look);
      return async (work) => {
        free.delete(look);
        wake();
        try {
          return await work();
        } finally {
          free.add(look);
          look();
        }
      };
    },
  };
}
