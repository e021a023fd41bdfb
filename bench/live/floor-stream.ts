// A process of its own: what comes from a queue goes to every stream, and nothing else is done. With
// a database it is stored there in between.
import { createServer, type ServerResponse } from 'node:http';
import { Connection } from 'rabbitmq-client';
import { openFloorStore } from './floor-store.ts';

const { AMQP_URL: url = '', QUEUE: queue = '', PADDING: padding = '0', STORE_URL } = process.env;
const more = { padding: 'x'.repeat(Number(padding)) };
const streams = new Set<ServerResponse>();

const server = createServer((request, response) => {
  if (request.url === '/memory') return response.end(String(process.memoryUsage.rss()));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`event: snapshot\ndata: ${JSON.stringify(more)}\n\n`);
  streams.add(response);
  response.on('close', () => streams.delete(response));
  return response;
});
const tell = (phase: string) => {
  const frame = `event: data_source_update\ndata: ${JSON.stringify({ run_phase: phase, ...more })}\n\n`;
  for (const stream of streams) stream.write(frame);
};
const handle = STORE_URL === undefined ? tell : await openFloorStore(STORE_URL, tell);
const connection = new Connection(url);
connection.createConsumer({ queue, queueOptions: { durable: true } }, async ({ body }) => {
  // Of the type that the publisher says, JSON, the library makes a value.
  await handle((body as { phase?: string }).phase ?? '');
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(`is ready at http://127.0.0.1:${address?.port}`);
});
