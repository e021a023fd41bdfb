import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DataSourceStatusMessage } from '@rita/contracts';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpPublisher } from './http-publisher.ts';

const MESSAGE: DataSourceStatusMessage = {
  ...{ type: 'sync', tenant_id: 'org-1', connection_id: '7c1f9d3e-0b7e-4a54-9a38-5c1b1f0f8f11' },
  ...{ status: 'sync_completed', documents_processed: 3 },
};

const TAKEN = JSON.stringify({ data: { outcome: 'applied' } });
let status = 202;
let body = TAKEN;
const server = createServer((_request, response) => {
  response.writeHead(status, { 'content-type': 'application/json', location: '/' }).end(body);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

async function deliver(answer: number, text = TAKEN) {
  status = answer;
  body = text;
  const { port } = server.address() as AddressInfo;
  const signer = createWebhookSigner(`whsec_${Buffer.alloc(32, 1).toString('base64')}`);
  const publisher = createHttpPublisher({ url: `http://127.0.0.1:${port}/`, signer });
  const delivery = await publisher.deliver('run.1', MESSAGE);
  return [delivery, publisher.state().reason];
}

test('what the app takes is told with what became of it', async () => {
  expect(await deliver(202)).toEqual([{ kind: 'accepted', outcome: 'applied' }, undefined]);
});

test.each([400, 413, 415, 422])('%i is said of the message: it is given up', async (answer) => {
  expect(await deliver(answer)).toEqual([
    { kind: 'refused', reason: `answered ${answer}` },
    undefined,
  ]);
});

test.each([301, 302, 401, 403, 404, 405, 408, 410, 429, 500, 502, 503])(
  '%i is said of the way: the message waits until that is mended, which is told',
  async (answer) => {
    expect(await deliver(answer)).toEqual([{ kind: 'unavailable' }, `answered_${answer}`]);
  },
);

test.each(['', '<!doctype html><title>Back soon</title>', '{}', '[]', 'null'])(
  'whoever answers 200 and %j is not the app: the message waits',
  async (text) => {
    expect(await deliver(200, text)).toEqual([{ kind: 'unavailable' }, 'answered_200']);
  },
);

test('an outcome of a later version is one', async () => {
  const text = JSON.stringify({ data: { outcome: 'weighed' } });
  expect(await deliver(202, text)).toEqual([{ kind: 'accepted' }, undefined]);
});
