import { createServer } from 'node:http';
import { startSampleSources } from './start-sample-sources.ts';

// A process of its own for the cluster: the listing is what `SAMPLE_SOURCES` needs to know.
const samples = await startSampleSources();
const port = Number(process.env.PORT ?? 3002);
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(samples.listing));
});
server.listen(port, '127.0.0.1', () => {
  process.stdout.write(`Sample sources are listed at http://127.0.0.1:${port}/\n`);
});

const stop = () => {
  server.close();
  server.closeAllConnections();
  void samples.close();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
