import { connect } from 'node:net';

/** A browser's event stream, as thin as it can be: thousands of them share one process. */
export type Reader = { close: () => void };

/**
 * Opens `GET /api/events` and calls back with the text of each packet. Resolves once the snapshot
 * has begun to arrive.
 */
export async function openReader(
  url: string,
  cookie: string,
  onText: (text: string) => void,
): Promise<Reader> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Reader>();
  const socket = connect(Number(port), hostname);
  let head = '';
  let isOpen = false;
  socket.setNoDelay(true).on('error', reject);
  socket.on('close', () => reject(new Error('the stream was closed')));
  socket.on('data', (chunk: Buffer) => {
    const text = chunk.toString('latin1');
    if (isOpen) return onText(text);
    head += text;
    if (!head.startsWith('HTTP/1.1 200')) return reject(new Error(head.slice(0, 40)));
    if (!head.includes('event: snapshot')) return;
    isOpen = true;
    head = '';
    resolve({ close: () => socket.destroy() });
  });
  socket.write(
    `GET /api/events HTTP/1.1\r\nhost: ${hostname}:${port}\r\naccept: text/event-stream\r\ncookie: ${cookie}\r\n\r\n`,
  );
  return promise;
}

/** Opens many, some at a time. */
export async function openReaders(count: number, open: () => Promise<Reader>): Promise<Reader[]> {
  const readers: Reader[] = [];
  const atOnce = 50;
  while (readers.length < count) {
    const next = Array.from({ length: Math.min(atOnce, count - readers.length) }, open);
    readers.push(...(await Promise.all(next)));
  }
  return readers;
}
