import { LIVE_EVENTS, type LiveEvent, type LiveEventName } from '@rita/contracts';
import { createParser } from 'eventsource-parser';
import { withoutBidiControls } from './bidi.ts';

export type LiveStatus =
  | { kind: 'connecting'; lastHeardAt: number | null }
  | { kind: 'live'; lastHeardAt: number | null }
  | { kind: 'paused'; lastHeardAt: number | null };

export type LiveListener = {
  onEvent: (event: LiveEvent) => void;
  onStatus: (status: LiveStatus) => void;
  /** The stream was refused or ended because nobody is signed in any more. */
  onSessionEnded: () => void;
};

/** The server sends a comment each 15 s, so a stream silent for longer than this is dead. */
const SILENCE_LIMIT_MS = 40_000;
const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;

/**
 * Reads the event stream until it is stopped, connecting again after each loss. Each connection
 * begins with a snapshot, so nothing is missed between two. Read by fetch, not EventSource,
 * because only fetch tells a 401 from a network failure.
 */
export function readLiveStream(url: string, listener: LiveListener): () => void {
  const stopped = new AbortController();
  void readForEver(url, listener, stopped.signal);
  return () => stopped.abort();
}

async function readForEver(url: string, listener: LiveListener, signal: AbortSignal) {
  const state = { failures: 0, retryMs: FIRST_DELAY_MS, lastHeardAt: null as number | null };
  while (!signal.aborted) {
    listener.onStatus({
      kind: state.failures === 0 ? 'connecting' : 'paused',
      lastHeardAt: state.lastHeardAt,
    });
    const outcome = await readOnce(url, {
      signal,
      onHeard: () => {
        state.lastHeardAt = Date.now();
      },
      onOpen: () => {
        state.failures = 0;
        listener.onStatus({ kind: 'live', lastHeardAt: Date.now() });
      },
      onRetry: (milliseconds) => {
        state.retryMs = milliseconds;
      },
      onEvent: listener.onEvent,
    });
    if (signal.aborted) return;
    if (outcome === 'session_ended') return listener.onSessionEnded();
    state.failures += 1;
    listener.onStatus({ kind: 'paused', lastHeardAt: state.lastHeardAt });
    await waitForNextTry(nextDelay(state.retryMs, state.failures), signal);
  }
}

/** Doubles with each failure, up to half a minute, half of it by chance so that not all come at once. */
export function nextDelay(baseMs: number, failures: number, random = Math.random): number {
  const limit = Math.max(baseMs, LONGEST_DELAY_MS);
  const longest = Math.min(limit, baseMs * 2 ** (failures - 1));
  return longest / 2 + (longest / 2) * random();
}

type OneStream = {
  signal: AbortSignal;
  onOpen: () => void;
  onHeard: () => void;
  onRetry: (milliseconds: number) => void;
  onEvent: (event: LiveEvent) => void;
};

async function readOnce(url: string, stream: OneStream): Promise<'lost' | 'session_ended'> {
  const silence = new AbortController();
  const cut = () => silence.abort();
  let watchdog = setTimeout(cut, SILENCE_LIMIT_MS);
  // A stream does not notice by itself that the network is gone; the server of somebody who works
  // on his own machine is there all the same, and the next try finds it.
  globalThis.addEventListener('offline', cut);
  try {
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream' },
      cache: 'no-store',
      signal: AbortSignal.any([stream.signal, silence.signal]),
    });
    if (response.status === 401) return 'session_ended';
    if (!response.ok || !response.body) return 'lost';
    stream.onOpen();
    let hasEnded = false;
    const parser = createParser({
      onRetry: stream.onRetry,
      onEvent: ({ event = 'message', data }) => {
        const parsed = parseLiveEvent(event, data);
        if (parsed?.name === 'session_ended') hasEnded = true;
        else if (parsed) stream.onEvent(parsed);
      },
    });
    for await (const chunk of textChunks(response.body)) {
      clearTimeout(watchdog);
      watchdog = setTimeout(cut, SILENCE_LIMIT_MS);
      stream.onHeard();
      parser.feed(chunk);
      if (hasEnded) return 'session_ended';
    }
    return 'lost';
  } catch {
    return 'lost';
  } finally {
    clearTimeout(watchdog);
    globalThis.removeEventListener('offline', cut);
    silence.abort();
  }
}

async function* textChunks(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  while (true) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

/** An event of the contract, or undefined for names and shapes that this client does not know. */
export function parseLiveEvent(name: string, data: string): LiveEvent | undefined {
  if (!Object.hasOwn(LIVE_EVENTS, name)) return undefined;
  const known = name as LiveEventName;
  try {
    const parsed = LIVE_EVENTS[known].parse(JSON.parse(data));
    return { name: known, data: withoutBidiControls(parsed) } as LiveEvent;
  } catch {
    return undefined;
  }
}

/** Ends early when the browser says that the network is back. */
function waitForNextTry(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    globalThis.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
