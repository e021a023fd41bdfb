import { setTimeout as wait } from 'node:timers/promises';

const INTERVAL_MS = 500;
const LIMIT_MS = 2_000;

export type Target = { url: string; isReady: boolean };

export type Watch = {
  /** The targets to try, in turn: each call begins with another one. */
  choose: () => Target[];
  isReady: (url: string) => boolean;
  stop: () => void;
};

/** Asks each server twice a second whether it is ready; none is before it has said so. */
export function watchTargets(urls: string[], readyPath: string): Watch {
  const targets = urls.map((url) => ({ url, isReady: false }));
  const stopped = new AbortController();
  let turn = 0;

  async function watch(target: Target): Promise<void> {
    while (!stopped.signal.aborted) {
      target.isReady = await isReady(`${target.url}${readyPath}`);
      await wait(INTERVAL_MS, undefined, { signal: stopped.signal }).catch(() => {});
    }
  }
  for (const target of targets) void watch(target);

  return {
    choose: () => {
      turn += 1;
      const ready = targets.filter((target) => target.isReady);
      return ready.map((_, index) => ready[(turn + index) % ready.length] as Target);
    },
    isReady: (url) => targets.some((target) => target.url === url && target.isReady),
    stop: () => stopped.abort(),
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
