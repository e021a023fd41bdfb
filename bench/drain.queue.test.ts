import { MIGRATIONS } from '@rita/api-server/deps';
import { createTestDatabase, type TestDatabase, testAmqpUrl } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainOnce } from './drain.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ migrations: MIGRATIONS, name: 'bench' });
});
afterAll(() => database.drop());

/** The bench itself runs by hand: a rule that it does not know would be found long after it came. */
test('what the bench of the queue expects of its messages is what the app stores', async () => {
  const services = { databaseUrl: database.url ?? '', amqpUrl: testAmqpUrl() };
  const load = { messages: 800, connections: 40 };
  const { wrongRows, missingAudit } = await drainOnce(services, load);
  expect({ wrongRows, missingAudit }).toEqual({ wrongRows: 0, missingAudit: 0 });
});
