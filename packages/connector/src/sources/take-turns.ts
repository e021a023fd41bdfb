import { setImmediate } from 'node:timers/promises';

/**
 * For work that holds the process up for a millisecond or more, such as converting a page: whoever
 * awaits the function goes on alone, in a later turn of the event loop. Calls under way and
 * everything else of the process come first, however much there is to convert.
 */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}
