import type { LiveEvent } from '@rita/contracts';
import { type LiveListener, type LiveStatus, readLiveStream } from './live-stream.ts';

type TabMessage =
  | { kind: 'event'; event: LiveEvent }
  | { kind: 'status'; status: LiveStatus }
  | { kind: 'session_ended' }
  | { kind: 'hello' };

/**
 * Live events for this tab. All tabs of a browser that give the same `channel` share one stream:
 * the one that holds a Web Lock reads it and passes everything on; when it is closed, the lock
 * goes to another. Without locks or BroadcastChannel each tab reads for itself.
 * `channel` must name the user and the organization.
 */
export function openLiveEvents(url: string, channel: string, listener: LiveListener): () => void {
  if (!globalThis.navigator?.locks || typeof BroadcastChannel === 'undefined') {
    return readLiveStream(url, listener);
  }
  const name = `rita-live:${channel}`;
  const tabs = new BroadcastChannel(name);
  const stopped = new AbortController();
  let isLeader = false;
  let lastStatus: LiveStatus | undefined;

  tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'hello') {
      if (isLeader && lastStatus) tell(tabs, { kind: 'status', status: lastStatus });
      return;
    }
    if (!isLeader) deliver(data, listener);
  };
  tell(tabs, { kind: 'hello' });

  const lead = () =>
    new Promise<void>((resolve) => {
      isLeader = true;
      const stop = readLiveStream(
        url,
        toAllTabs(tabs, listener, (status) => {
          lastStatus = status;
        }),
      );
      stopped.signal.addEventListener('abort', () => {
        stop();
        resolve();
      });
    });
  navigator.locks.request(name, { signal: stopped.signal }, lead).catch(() => {
    // Stopped while waiting for the lock: nothing to lead any more.
  });
  return () => {
    stopped.abort();
    tabs.close();
  };
}

function toAllTabs(
  tabs: BroadcastChannel,
  listener: LiveListener,
  remember: (status: LiveStatus) => void,
): LiveListener {
  const pass = (message: TabMessage) => {
    tell(tabs, message);
    deliver(message, listener);
  };
  return {
    onEvent: (event) => pass({ kind: 'event', event }),
    onStatus: (status) => {
      remember(status);
      pass({ kind: 'status', status });
    },
    onSessionEnded: () => pass({ kind: 'session_ended' }),
  };
}

function tell(tabs: BroadcastChannel, message: TabMessage): void {
  tabs.postMessage(message);
}

function deliver(message: TabMessage, listener: LiveListener): void {
  if (message.kind === 'event') listener.onEvent(message.event);
  if (message.kind === 'status') listener.onStatus(message.status);
  if (message.kind === 'session_ended') listener.onSessionEnded();
}
