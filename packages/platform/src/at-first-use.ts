import { AsyncLocalStorage } from 'node:async_hooks';

/** What is loaded when somebody first asks for it, and from then on there. */
export type AtFirstUse<T> = {
  (): Promise<T>;
  /** Undefined as long as nobody asked: there is nothing to close then. */
  inUse: () => Promise<T> | undefined;
};

/**
 * For a library that a start does not need: it takes its time and memory once somebody uses what it
 * is for. Whoever asks while it is loaded waits for the same; a load that failed is tried again by the
 * next one. It belongs to the start, not to the request that happens to be the first.
 */
export function atFirstUse<T>(load: () => Promise<T>): AtFirstUse<T> {
  const asAtStart = AsyncLocalStorage.snapshot();
  let loading: Promise<T> | undefined;
  const ask = () => {
    loading ??= asAtStart(load).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return Object.assign(ask, { inUse: () => loading });
}
