import { createContext, use, useSyncExternalStore } from 'react';

/** One clock for all components, ticking once a second while anybody looks. */
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
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
  return Math.floor(now / 1000) * 1000;
}

/** Below it no time passes by itself: for what nobody sees. */
export const StoppedClock = createContext(false);

function subscribeToNothing(): () => void {
  return () => {};
}

/** The current time in milliseconds, by whole seconds; the component draws again each second. */
export function useNow(): number {
  const isStopped = use(StoppedClock);
  return useSyncExternalStore(isStopped ? subscribeToNothing : subscribe, read);
}
