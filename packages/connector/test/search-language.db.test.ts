import { randomUUID } from 'node:crypto';
import { documentPageSchema } from '@rita/contracts';
import { silentLog } from '@rita/platform/log';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Convert } from '../src/convert/convert.ts';
import type { ConversionPool } from '../src/convert/pool.ts';
import { indexChosen } from '../src/documents/index-chosen.ts';
import { indexStored } from '../src/documents/index-stored.ts';
import { connectionSteps } from './connection-steps.ts';
import { openConnectorApp } from './connector-app.ts';
import { conversionsHere, insertDocuments, storeDocuments } from './stored-documents.ts';
import { startTestConnector, TOKEN, webhook } from './test-connector.ts';

/** “Of our books”: too short to tell, and of a language that is not tried unless it is known. */
const TURKISH = { title: 'Not', body: 'kitaplarımızın' };
const still = new AbortController().signal;

let at: Awaited<ReturnType<typeof openConnectorApp>>;
let tenant: string;
beforeAll(async () => {
  at = await openConnectorApp();
});
afterAll(() => at.close());
beforeEach(() => {
  tenant = `org-${randomUUID()}`;
});

const depsWith = (conversions: ConversionPool) => ({
  ...{ database: at.database, conversions, log: silentLog },
});
/** What is stored is gone through as far as it is due. */
const goThrough = () => indexChosen(depsWith(conversionsHere), still);

/** The word of a sync that somebody chose this; what it reads comes later. */
async function say(connectionId: string, search_language?: string) {
  const payload = webhook({
    ...{ source: 'http://127.0.0.1:1', tenant_id: tenant, connection_id: connectionId },
    action: 'trigger_sync',
  });
  const chosen = search_language === undefined ? {} : { search_language };
  expect((await at.post('/webhook', { ...payload, ...chosen })).statusCode).toBe(202);
}

async function count(query: string): Promise<number> {
  const asked = { tenant_id: tenant, limit: 5, query };
  return documentPageSchema.parse((await at.ask('/documents/search', asked)).json()).total;
}

async function languages({ kysely } = at.database): Promise<(string | null)[]> {
  const found = kysely.selectFrom('documents').select('language').distinct();
  const rows = await found.where('tenant_id', '=', tenant).execute();
  return rows.map(({ language }) => language);
}

describe('what is stored', () => {
  test('is gone through when a language is chosen, changed and left to the documents', async () => {
    const { connectionId } = await storeDocuments(at.database, tenant, [TURKISH]);
    await goThrough();
    expect(await count('kitaptan')).toBe(0);
    await say(connectionId, 'tr');
    await goThrough();
    expect([await count('kitaptan'), await languages()]).toEqual([1, ['tr']]);
    await say(connectionId, 'fi');
    await goThrough();
    expect([await count('kitaptan'), await languages()]).toEqual([0, ['fi']]);
    await say(connectionId);
    await goThrough();
    expect(await languages()).toEqual([null]);
  });

  test('of other connections and organizations stays as it is', async () => {
    const one = await storeDocuments(at.database, tenant, [TURKISH]);
    await storeDocuments(at.database, tenant, [TURKISH]);
    await say(one.connectionId, 'tr');
    await goThrough();
    expect((await languages()).toSorted()).toEqual([null, 'tr'].toSorted());
  });

  test('is gone through some at a time, and further on after a stop', async () => {
    const documents = Array.from({ length: 80 }, () => TURKISH);
    const { connectionId } = await storeDocuments(at.database, tenant, documents);
    await say(connectionId, 'tr');
    let converted = 0;
    const stop = new AbortController();
    const counting = (stopAt: number): ConversionPool => ({
      ...conversionsHere,
      for: (tenantId, signal) =>
        (async (kind, input) => {
          converted += 1;
          if (converted === stopAt) stop.abort();
          signal.throwIfAborted();
          return conversionsHere.for(tenantId, signal)(kind, input);
        }) as Convert,
    });
    await expect(indexChosen(depsWith(counting(50)), stop.signal)).rejects.toThrow();
    converted = 0;
    await indexChosen(depsWith(counting(Number.POSITIVE_INFINITY)), still);
    expect([converted, await languages()]).toEqual([48, ['tr']]);
    await say(connectionId, 'tr');
    converted = 0;
    await indexChosen(depsWith(counting(Number.POSITIVE_INFINITY)), still);
    expect(converted).toBe(0);
  });

  test('by an older build is in the language that was chosen as well', async () => {
    const { connectionId } = await insertDocuments(at.database, tenant, [TURKISH]);
    await say(connectionId, 'tr');
    await indexStored(depsWith(conversionsHere), still);
    expect(await languages()).toEqual(['tr']);
  });

  test('a language that is not known here is left out of account', async () => {
    const { connectionId } = await storeDocuments(at.database, tenant, [TURKISH]);
    await say(connectionId, 'xx');
    await goThrough();
    expect(await languages()).toEqual([null]);
  });
});

test('what a sync reads is in the language that was chosen, until its connection is removed', async () => {
  const connector = await startTestConnector();
  const { verify, sync } = connectionSteps(connector);
  const synced = async () => {
    const credentials = { personal_access_token: TOKEN };
    const connection = connector.payload({ tenant_id: tenant, credentials });
    await verify(connection);
    await sync(connection, { search_language: 'tr' });
    return connection;
  };
  const kept = await synced();
  const removed = { ...(await synced()), credentials: undefined, action: 'delete_connection' };
  expect((await connector.send(removed)).status).toBe(202);
  await connector.stop();
  const database = await connector.openDatabase();
  expect(await languages(database)).toEqual(['tr']);
  const chosen = await database.kysely
    .selectFrom('connection_languages')
    .select('connection_id')
    .execute();
  expect(chosen).toEqual([{ connection_id: kept.connection_id }]);
  await database.close();
  await connector.close();
});
