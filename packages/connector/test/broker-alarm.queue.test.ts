import type { ConnectorInfo } from '@rita/contracts';
import { silentLog } from '@rita/platform/log';
import { createOwnBroker, hasBrokerBinaries, openTestQueue, waitFor } from '@rita/test-kit';
import { expect, test } from 'vitest';
import { readConnectorEnv, startConnector } from '../src/server.ts';
import { startFakeSource } from './fake-driver.ts';
import {
  createConnectorDatabase,
  createSender,
  drivers,
  TOKEN,
  variablesFor,
  webhook,
} from './test-connector.ts';

test.skipIf(!(await hasBrokerBinaries()))(
  'a broker short of memory: the connector works on, says who stands still, and delivers afterwards (row 22)',
  async () => {
    const broker = await createOwnBroker();
    const database = await createConnectorDatabase();
    const source = await startFakeSource(TOKEN);
    try {
      await broker.start();
      const queue = await openTestQueue(broker.url);
      const { STATUS_CALLBACK_URL: _none, ...variables } = variablesFor(database, '');
      const env = readConnectorEnv({
        ...variables,
        AMQP_URL: broker.url,
        DATA_SOURCE_STATUS_QUEUE: queue.name,
      });
      const connector = await startConnector({ env, log: silentLog, drivers });
      try {
        const ask = async (path: string) => (await fetch(`${connector.url}${path}`)).json();
        await waitFor(async () => (await queue.count()) === 0, { timeoutMs: 20_000 });
        await broker.raiseMemoryAlarm();
        const run = webhook({ source: source.url, credentials: { personal_access_token: TOKEN } });
        await createSender(connector.url)(run);
        await waitFor(
          async () => {
            const { results } = (await ask('/connector')) as ConnectorInfo;
            return results?.held_up_by === 'broker' && results.waiting > 0;
          },
          { timeoutMs: 20_000 },
        );
        expect(await ask('/health/ready')).toMatchObject({
          status: 'ok',
          checks: { database: 'ok', status_queue: 'failed' },
          reasons: { status_queue: 'broker_short_of_memory_or_disk' },
        });
        await broker.clearMemoryAlarm();
        await waitFor(
          async () => {
            const taken = await queue.take();
            return taken !== undefined && JSON.parse(taken.body).status === 'success';
          },
          { timeoutMs: 30_000 },
        );
        await waitFor(
          async () => {
            const { results } = (await ask('/connector')) as ConnectorInfo;
            return results?.held_up_by === null && results.waiting === 0;
          },
          { timeoutMs: 20_000 },
        );
      } finally {
        await connector.close();
        await queue.close();
      }
    } finally {
      await source.close();
      await database.drop();
      await broker.remove();
    }
  },
  120_000,
);
