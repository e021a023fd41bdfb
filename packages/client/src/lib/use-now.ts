import { createContext, use, useSyncExternalStore } from 'react';

/** Tells its listeners once a second that time has passed; `read` is the moment, in milliseconds. */
type Clock = { subscribe: (listener: () => void) => () => void; read: () => number };

/** One clock for all components, ticking once a second while anybody looks. */
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

function read(): number {
  // Without a running timer the value would be as old as the last look.
  if (timer === undefined) now = Date.now();
  return now;
}

/** The clock of a part of the page, of which nobody is told until it is let run: for what nobody sees. */
export function stoppableClock(): Clock & { run: (isRunning: boolean) => void } {
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const listener of waiting) listener();
  };
  let stop: (() => void) | undefined;
  return {
    read,
    subscribe: (listener) => {
      waiting.add(listener);
      return () => waiting.delete(listener);
    },
    run: (isRunning) => {
      if (isRunning === (stop !== undefined)) return;
      stop?.();
      stop = isRunning ? subscribe(tell) : undefined;
      // What was drawn before may be of long ago.
      if (isRunning) tell();
    },
  };
}

/** By which everything below it tells the time. */
export const ClockContext = createContext<Clock>({ subscribe, read });

/** What is made of the current time in milliseconds; the component draws again when it is another value. */
export function useAtTime<Value extends string | number>(valueAt: (now: number) => Value): Value {
  const clock = use(ClockContext);
  return useSyncExternalStore(clock.subscribe, () => valueAt(clock.read()));
}

/** The current time in milliseconds, by whole seconds or longer steps; the component draws again at each. */
export function useNow(stepMs = 1000): number {
  return useAtTime((at) => Math.floor(at / stepMs) * stepMs);
}
