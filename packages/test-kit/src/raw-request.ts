import { once } from 'node:events';
import { connect } from 'node:net';

export type RawAnswer = {
  status: number;
  /** By name in lower case. */
  headers: Map<string, string>;
  body: string;
};

/**
 * Sends these very bytes and reads the first answer, whatever stands in it; undefined when the
 * connection was closed without one. `untilBody`: enough was read when the body has this.
 */
export async function sendRaw(
  port: number,
  bytes: string | Buffer,
  untilBody?: string,
): Promise<RawAnswer | undefined> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    const body = text.split('\r\n\r\n')[1];
    if (untilBody !== undefined && body?.includes(untilBody)) resolve();
  });
  socket.on('error', reject);
  socket.on('close', () => resolve());
  socket.write(bytes);
  await promise;
  socket.destroy();
  return text === '' ? undefined : parse(text);
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const status = Number(first.split(' ')[1]);
  return { status, headers: new Map(headers), body: rest.join('\r\n\r\n') };
}
