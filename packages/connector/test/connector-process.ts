import { createLog } from '@rita/platform/log';
import { stopOnSignal } from '@rita/platform/stop-on-signal';
import { readConnectorEnv, startConnector } from '../src/server.ts';
import { drivers } from './test-connector.ts';

// A connector process with the drivers of the tests, to be killed by them.
const env = readConnectorEnv();
const log = createLog({ service: 'connector', level: env.LOG_LEVEL });
const connector = await startConnector({ env, log, drivers });
stopOnSignal({ close: connector.close, log });
process.send?.({ url: connector.url });
