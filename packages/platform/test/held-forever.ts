import { silentLog } from '../src/log.ts';
import { openQueueConsumer } from '../src/queue/consumer.ts';

// A process that takes messages, handles none of them and says that it has some, to be killed.
const [url = '', queue = ''] = process.argv.slice(2);
openQueueConsumer({
  url,
  queue,
  log: silentLog,
  isReady: async () => true,
  handlerLimitMs: 600_000,
  handleBatch: () => {
    process.send?.('in hand');
    return new Promise(() => {});
  },
});
