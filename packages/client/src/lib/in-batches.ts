/**
 * Passes on what comes: the first at once, and what comes within `pauseMs` after that together, so that
 * whoever draws it draws once for many. `stop` forgets what still waits.
 */
export function inBatches<Item>(pauseMs: number, pass: (items: readonly Item[]) => void) {
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const passOn = () => {
    const items = waiting;
    waiting = [];
    timer = items.length === 0 ? undefined : setTimeout(passOn, pauseMs);
    if (items.length > 0) pass(items);
  };
  return {
    add: (item: Item) => {
      waiting.push(item);
      if (timer === undefined) passOn();
    },
    stop: () => clearTimeout(timer),
  };
}
