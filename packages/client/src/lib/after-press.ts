let isPressed = false;
let waiting: (() => void)[] = [];

/** Once for the page: sees every press of a mouse button begin and end. */
export function watchPresses(target: EventTarget = document): void {
  target.addEventListener('mousedown', begin, { capture: true });
  target.addEventListener('mouseup', end, { capture: true });
}

/**
 * For what leaving a field does to the page. The press that took the focus has to become a click
 * first: a browser gives it to nothing when the button under it moves away in between. Runs at once
 * where nothing is pressed, and before the click is handled in any case.
 */
export function afterPress(run: () => void): void {
  if (isPressed) waiting.push(run);
  else run();
}

function begin(): void {
  // The one before may have ended outside of the window.
  end();
  isPressed = true;
}

function end(): void {
  isPressed = false;
  const ready = waiting;
  waiting = [];
  for (const run of ready) run();
}
