import type { ServerResponse } from 'node:http';
import type { LiveEvent } from '@rita/contracts';

/** One connected browser, as the hub sees it. */
export type LiveStream = {
  send: (event: LiveEvent) => void;
  /** A frame that was made for many streams at once, its bytes among it. */
  write: (frame: Buffer) => void;
  comment: () => void;
  end: () => void;
  isOpen: () => boolean;
};

const MAX_BUFFERED_BYTES = 256 * 1024;
const MAX_STALLED_MS = 10_000;
const COMMENT = Buffer.from(': \n\n');

/**
 * Server-sent events on a response. A reader that does not keep up is cut, and comes back with a
 * snapshot: a single frame may be larger than the limit, but nothing is piled on top of it.
 */
export function openLiveStream(
  response: ServerResponse,
  now = () => performance.now(),
): LiveStream {
  let stalledSince: number | undefined;

  function write(frame: Buffer): void {
    if (!isOpen()) return;
    const buffered = response.writableLength;
    const isTooMuch = buffered > 0 && buffered + frame.length > MAX_BUFFERED_BYTES;
    const isStalled = stalledSince !== undefined && now() - stalledSince > MAX_STALLED_MS;
    if (isTooMuch || isStalled) {
      response.destroy();
      return;
    }
    if (response.write(frame)) stalledSince = undefined;
    else stalledSince ??= now();
  }

  function isOpen(): boolean {
    return !response.destroyed && !response.writableEnded;
  }

  response.on('drain', () => {
    stalledSince = undefined;
  });
  return {
    send: (event) => write(Buffer.from(toFrame(event))),
    write,
    comment: () => write(COMMENT),
    end: () => {
      if (isOpen()) response.end(retryFrame());
    },
    isOpen,
  };
}

/** When a browser comes back, in ms; spread, so that a thousand do not in the same instant. */
export function retryFrame(): string {
  return `retry: ${1_000 + Math.floor(Math.random() * 3_000)}\n\n`;
}

/** JSON has no raw line breaks, so no text inside can begin another event. */
export function toFrame(event: LiveEvent): string {
  return `event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`;
}
