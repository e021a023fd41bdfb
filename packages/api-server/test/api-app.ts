import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLog } from '@rita/platform/log';
import { createTestDatabase, findFreePort } from '@rita/test-kit';
import { buildApp } from '../src/app.ts';
import { MIGRATIONS, openDeps } from '../src/deps.ts';
import { readApiEnv } from '../src/env.ts';
import { SWEEP_INTERVAL_MS } from '../src/features/runs/sweep.ts';
import { QUICK_HASHING } from './quick-hashing.ts';
import { variablesFor } from './start-test-app.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

/** The application over real parts, to be asked by `inject` and, at `url`, over HTTP. */
export async function openApiApp(given: Record<string, string> = {}) {
  const place = await createTestDatabase({ migrations: MIGRATIONS, name: 'api' });
  const receiver = await startWebhookReceiver();
  const dataDir = await mkdtemp(join(tmpdir(), 'rita-api-'));
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ service: 'test', level: 'debug', destination });
  const port = await findFreePort();
  const variables = variablesFor({
    port,
    dataDir,
    databaseUrl: place.url,
    receiverUrl: receiver.url,
  });
  const env = readApiEnv({ ...variables, ...given });
  // A page of its own, since not every machine has built the client.
  await writeFile(join(dataDir, 'index.html'), '<!doctype html><title>client</title>');
  const clientFolder = pathToFileURL(`${dataDir}/`);
  const passwords = QUICK_HASHING;
  const { folder } = place;
  const { deps, close } = await openDeps({ env, log, folder, clientFolder, passwords });
  const app = await buildApp(deps);
  deps.background.repeat('ping the listener', SWEEP_INTERVAL_MS, deps.listening.ping);
  const url = await app.listen({ port, host: '127.0.0.1' });
  return {
    app,
    url,
    deps,
    database: deps.database,
    receiver,
    logText: () => lines.join(''),
    close: async () => {
      await app.close();
      await close();
      await receiver.close();
      await place.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
