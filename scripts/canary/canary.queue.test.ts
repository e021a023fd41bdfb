// First, since the export of events says what they are in a language.
import '../../packages/client/src/testing/english.ts';

import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bareEnvironment, openTestQueue, type TestQueue, waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toCsv } from '../../packages/client/src/features/audit/to-csv.ts';
import { openDatabase } from '../../packages/platform/src/database.ts';
import { silentLog } from '../../packages/platform/src/log.ts';
import { openResources } from '../../packages/platform/src/resources.ts';
import { runCommand } from '../services/process.ts';
import { type Customer, signUp } from './customer.ts';
import { textForms } from './echo-front.ts';
import { findSecret, formsOf } from './forms.ts';
import { dumpDatabase, readFolder, readHeap, readMetrics } from './places.ts';
import { type Product, type Service, startProduct } from './product.ts';
import { type Sources, startSources, waysToSignIn } from './sources.ts';

// Reliability row 97 and invariant I5: whatever becomes of a credential, it is nowhere but in the vault.

/** No secret: put into each place, so that a search that finds nothing is known to search. */
const PLANTED = `planted-${randomUUID()}`;
/** Entered without a seal, and refused. */
const UNSEALED = `kanarie-unsealed-${randomUUID()}/"<ä>&+\\ x`;

const resources = openResources();
const listening = new AbortController();
let sources: Sources;
let product: Product;
let app: Service;
let plantedQueue: TestQueue;
/** Of the app's processes that have ended. */
let earlierOutput = '';
const customers: Customer[] = [];
const told: string[] = [];

beforeAll(async () => {
  sources = await startSources(resources);
  product = await startProduct({ origins: sources.origins, planted: PLANTED });
  resources.add('product', product.close);
  app = await product.startApp();
  plantedQueue = await openTestQueue(product.broker.url);
  resources.add('planted queue', plantedQueue.close);
  await plantedQueue.declare();
  await plantedQueue.send(PLANTED);
}, 120_000);
afterAll(async () => {
  listening.abort();
  await resources.close();
});

async function newCustomer(name: string): Promise<Customer> {
  const customer = await signUp(app.url, name);
  customers.push(customer);
  void customer.listen(listening.signal);
  return customer;
}

test('credentials are used in every way there is', { timeout: 240_000 }, async () => {
  const customer = await newCustomer('ada');
  for (const { type, entered } of sources.good) {
    await customer.verify(type, entered);
    expect(await customer.untilIdle(type)).toMatchObject({ last_verification_error: null });
    const { id } = await customer.find(type);
    const saved = await customer.ask('PUT', `/api/data-sources/${id}`, {
      enabled: true,
      description: PLANTED,
      settings: type === 'websearch' ? { queries: ['green tea'], results_per_query: 2 } : {},
    });
    expect(saved.status).toBe(200);
    await preview(customer, id);
    await customer.start(type, 'sync');
    expect(await customer.untilIdle(type)).toMatchObject({ last_sync_status: 'completed' });
    await customer.ask('GET', `/api/data-sources/${id}/failed-items`);
    // With those that are held.
    await customer.start(type, 'verify');
    expect(await customer.untilIdle(type)).toMatchObject({ last_verification_error: null });
    expect(await customer.verifyByLink(type, entered)).toMatchObject({
      connection: { last_verification_error: null },
      over: { state: 'used' },
    });
  }
  await read(customer);
  await cancelAndDelete(customer);
  const invited = { email: `${PLANTED}@example.com`, role: 'member' };
  expect((await customer.ask('POST', '/api/auth/organization/invite-member', invited)).status).toBe(
    200,
  );
});

async function preview(customer: Customer, id: string): Promise<void> {
  const started = await customer.ask('POST', `/api/data-sources/${id}/previews`, {});
  expect(started.status).toBe(202);
  const path = `/api/data-sources/${id}/previews/${started.body.data.preview_id}`;
  await waitFor(async () => (await customer.ask('GET', path)).body.data.status !== 'running', {
    timeoutMs: 60_000,
  });
}

async function read(customer: Customer): Promise<void> {
  const found = await customer.ask('GET', '/api/documents?query=tea');
  expect(found.body.total).toBeGreaterThan(0);
  await customer.ask('GET', `/api/documents/${found.body.data[0].id}`);
  const { id } = await customer.find('websearch');
  const asked = { query: 'green tea' };
  expect((await customer.ask('POST', `/api/data-sources/${id}/try-query`, asked)).status).toBe(200);
}

async function cancelAndDelete(customer: Customer): Promise<void> {
  await customer.start('confluence', 'sync');
  await customer.start('confluence', 'cancel');
  expect(await customer.untilIdle('confluence')).toMatchObject({ last_sync_status: 'cancelled' });
  const { id } = await customer.find('servicenow');
  expect((await customer.ask('DELETE', `/api/data-sources/${id}`)).status).toBe(200);
}

test('credentials are refused by sources that echo them in every form', {
  timeout: 120_000,
}, async () => {
  const customer = await newCustomer('bo');
  const [often] = sources.refused;
  const again = textForms(UNSEALED)
    .map(() => often)
    .filter((one) => one !== undefined);
  for (const { type, method, entered } of [...sources.refused, ...again]) {
    await customer.verify(type, entered);
    const { last_verification_error: error } = await customer.untilIdle(type);
    expect(error, `${type} ${method}`).not.toBeNull();
  }
  // A key is not sent, only what it signed.
  const sent = sources.refused.filter(({ method }) => method !== 'certificate');
  expect(sources.seen()).toEqual(new Set(sent.flatMap(({ secrets }) => secrets)));
  expect(sources.refused).toHaveLength(waysToSignIn().length);

  const { id } = await customer.find('confluence');
  const unsealed = { settings: {}, credentials: { api_token: UNSEALED } };
  const answer = await customer.ask('POST', `/api/data-sources/${id}/verify`, unsealed);
  expect(answer.body.code).toBe('sealing_required');
});

test('a result is parked whose connection is gone by the time it comes', {
  timeout: 120_000,
}, async () => {
  const customer = await newCustomer('cy');
  const { entered, secrets } = sources.held;
  await customer.verify('confluence', entered);
  const { id } = await customer.find('confluence');
  await waitFor(() => sources.seen().has(secrets[0] ?? ''));
  earlierOutput += app.output();
  await app.stop();
  sources.release();
  await waitFor(async () =>
    /^rita_connector_outbox_messages 0$/m.test((await readMetrics(product.connector)).toString()),
  );
  await inDatabase('delete from data_source_connections where id = $1', [id]);
  app = await product.startApp();
  const list = await waitFor(
    async () => {
      const output = await parked('list');
      return output.includes('unknown_connection') ? output : undefined;
    },
    { timeoutMs: 30_000 },
  );
  told.push(list, await parked('show', /[0-9a-f-]{36}/.exec(list)?.[0] ?? ''));
});

async function inDatabase(statement: string, values: unknown[]): Promise<void> {
  const database = await openDatabase({ url: product.databases.app, folder: '', log: silentLog });
  await database.executeSql(statement, values).finally(database.close);
}

async function parked(...args: string[]): Promise<string> {
  const script = join(import.meta.dirname, '../../packages/api-server/src/parked.ts');
  const env = {
    ...bareEnvironment(),
    DATABASE_URL: product.databases.app,
    AMQP_URL: product.broker.url,
    DATA_SOURCE_STATUS_QUEUE: product.queue,
  };
  return (await runCommand(process.execPath, [script, ...args], { env })).output;
}

test('and they are nowhere: 0 hits in eight forms, in every place there is', {
  timeout: 240_000,
}, async () => {
  const places = await collectPlaces();
  const { good, refused, held } = sources;
  const secrets = [...good, ...refused, held].flatMap((one) => one.secrets).concat(UNSEALED);
  expect(secrets.length).toBeGreaterThan(10);
  const hits: string[] = [];
  for (const [place, { content, sign }] of places) {
    expect(content.includes(sign), `${place} has ${sign}`).toBe(true);
    for (const secret of secrets) {
      for (const form of findSecret(content, secret)) hits.push(`${secret} in ${place}, ${form}`);
    }
    // One on purpose, in each of its forms, is found there.
    for (const { name, bytes } of formsOf(UNSEALED)) {
      const withOne = Buffer.concat([content.subarray(0, 1_000), bytes, content.subarray(-1_000)]);
      expect(findSecret(withOne, UNSEALED), `${name} in ${place}`).not.toEqual([]);
    }
  }
  expect(hits).toEqual([]);
});

/** Each with something that must be in it, or the search would find nothing because there is nothing. */
async function collectPlaces(): Promise<Map<string, { content: Buffer; sign: string }>> {
  const { folder, databases, broker, connector } = product;
  const below = (...names: string[]) => readFolder(join(folder, ...names));
  for (const name of ['api-server', 'connector'])
    await writeFile(join(folder, name, 'tmp', 'a file'), PLANTED);
  const [first] = customers;
  const { data: events } = (await first?.ask('GET', '/api/audit-events?limit=200'))?.body ?? {};
  const all = customers.flatMap(({ heard }) => heard).concat(told);
  const text = (parts: string[]) => Buffer.from(parts.join('\n'));
  const places: [string, Buffer, string][] = [
    ['the database of the app', await dumpDatabase(databases.app), PLANTED],
    ['the database of the connector', await dumpDatabase(databases.connector), 'Northwind'],
    ['the log of the app', text([earlierOutput, app.output()]), '"level":20'],
    ['the log of the connector', text([connector.output()]), 'webhook taken'],
    ['the metrics of the app', await readMetrics(app), 'http_request_duration_seconds'],
    ['the metrics of the connector', await readMetrics(connector), 'rita_connector_webhooks_total'],
    ['answers and live events', text(all), PLANTED],
    ['the export of the activity', text([toCsv(events)]), 'verification.failed'.slice(0, 12)],
    ['mails', await below('api-server', 'data', 'mail'), PLANTED],
    ['files of the app', await below('api-server', 'tmp'), PLANTED],
    ['files of the connector', await below('connector', 'tmp'), PLANTED],
    ['the memory of the app', await readHeap(app, join(folder, 'api-server', 'heap')), PLANTED],
  ];
  if (broker.folder)
    places.push(['the files of the broker', await readFolder(broker.folder), PLANTED]);
  return new Map(places.map(([name, content, sign]) => [name, { content, sign }]));
}
