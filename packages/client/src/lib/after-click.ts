/** Marking text or holding a button down is not to stop the page for longer. */
const LONGEST_PRESS_MS = 1000;
/** A finger that was lifted has clicked by then, or does not click. */
const UNTIL_CLICK_MS = 100;

/** Set from a press until its click is done with. */
let pressed: ReturnType<typeof setTimeout> | undefined;
let waiting: (() => void)[] = [];

/** Once for the page: sees every press of a button or finger, and what becomes of it. */
export function watchClicks(target: EventTarget = document): void {
  const goOnAfter = { pointerdown: LONGEST_PRESS_MS, pointerup: UNTIL_CLICK_MS };
  for (const [type, ms] of Object.entries({ ...goOnAfter, pointercancel: 0, click: 0 })) {
    target.addEventListener(type, () => goOnIn(ms), { capture: true });
  }
}

/**
 * For what happens to the page by itself. Runs at once where nothing is pressed; else when the press has become
 * a click, which goes to nothing, or to a neighbour, when what was pressed moves away in between.
 */
export function afterClick(run: () => void): void {
  if (pressed === undefined) run();
  else waiting.push(run);
}

function goOnIn(ms: number): void {
  clearTimeout(pressed);
  pressed = setTimeout(goOn, ms);
}

function goOn(): void {
  pressed = undefined;
  const ready = waiting;
  waiting = [];
  for (const run of ready) run();
}
