import { afterEach, beforeEach, vi } from 'vitest';

/**
 * For tests without a network, in which whatever waits does so before it repeats a call: the time
 * of each wait is over as soon as there is nothing else to do.
 */
export function withoutWaiting(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.setTimerTickMode('nextTimerAsync');
  });
  afterEach(() => void vi.useRealTimers());
}
