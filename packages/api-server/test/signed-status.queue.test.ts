import { randomUUID } from 'node:crypto';
import { silentLog } from '@rita/platform/log';
import { openParkedMessages } from '@rita/platform/queue/parked';
import { openQueuePublisher, type QueuePublisher } from '@rita/platform/queue/publisher';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { testAmqpUrl, waitFor } from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type QueueApp, startQueueApp } from './queue-app.ts';
import { signer } from './webhook-receiver.ts';

/** An app that believes nobody by his access to the broker alone (row 101). */
let at: QueueApp;
let publisher: QueuePublisher;
beforeAll(async () => {
  at = await startQueueApp({ variables: { REQUIRE_SIGNED_STATUS: 'true' } });
  publisher = openQueuePublisher({ url: testAmqpUrl(), queue: at.queue.name, log: silentLog });
});
afterEach(() => at.expectInvariants());
afterAll(async () => {
  await publisher.close();
  await at.close();
});

const OTHER = createWebhookSigner(`whsec_${Buffer.alloc(32, 1).toString('base64')}`);
const HOUR_AGO = new Date(Date.now() - 3_600_000);

type Signed = { body: string; headers: Record<string, string> };

function signed(fields: Record<string, unknown>, by = signer): Signed {
  const body = JSON.stringify(at.sync(fields));
  return { body, headers: { ...by.sign({ id: `msg_${randomUUID()}`, body, now: HOUR_AGO }) } };
}

/** Publishes and waits for what becomes of it. */
async function publish({ body, headers }: Signed): Promise<'handled' | string> {
  const before = at.state();
  await publisher.publish(body, { messageId: randomUUID(), headers });
  await waitFor(() => at.state().handled + at.state().parked > before.handled + before.parked);
  if (at.state().handled > before.handled) return 'handled';
  const parked = await waitFor(() => at.queue.take('.parked'));
  return String(parked.headers['x-parked-reason']);
}

test('a forged result changes nothing, whatever it looks like', async () => {
  const run_id = await at.startSync();
  const before = await at.row();
  const result = { run_id, seq: 9, status: 'sync_completed', documents_processed: 666 };
  const right = signed(result);
  const older = signed({ run_id, seq: 1, status: 'sync_started' });
  const forged: Signed[] = [
    { ...right, headers: {} },
    signed(result, OTHER),
    { ...right, body: right.body.replace('666', '667') },
    { ...right, body: ` ${right.body}` },
    { ...right, headers: older.headers },
    { ...right, headers: { ...right.headers, 'webhook-id': 'msg_other' } },
    { ...right, headers: { ...right.headers, 'webhook-timestamp': '1' } },
    { ...right, headers: { ...right.headers, 'webhook-signature': 'v1,' } },
    { body: 'nonsense', headers: {} },
  ];
  for (const message of forged) expect(await publish(message)).toBe('unsigned');
  expect(await at.row()).toEqual(before);
  expect(at.app.logText()).toContain('"security_event":"unsigned_status"');
  // Said by our connector, an hour ago, and delivered twice.
  expect(await publish(right)).toBe('handled');
  expect(await publish(right)).toBe('handled');
  expect(await at.row()).toMatchObject({ status: 'idle', documents_processed: 666 });
});

test('a replayed message still has its signature', async () => {
  const stranger = randomUUID();
  const message = signed({ connection_id: stranger, status: 'sync_started' });
  await publisher.publish(message.body, { messageId: randomUUID(), headers: message.headers });
  await waitFor(async () => (await at.queue.count('.parked')) === 1);
  const parked = await openParkedMessages({
    url: testAmqpUrl(),
    queue: at.queue.name,
    log: silentLog,
  });
  expect(parked.messages.map(({ reason }) => reason)).toEqual(['unknown_connection']);
  await parked.replay(parked.messages[0]?.id ?? '');
  await parked.close();
  const again = await waitFor(() => at.queue.take('.parked'));
  expect(again.headers['x-parked-reason']).toBe('unknown_connection');
});
