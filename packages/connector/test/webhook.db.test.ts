import { randomUUID } from 'node:crypto';
import { connectorInfoSchema, fingerprintOf } from '@rita/contracts';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keysOf } from './seal.ts';
import {
  createSender,
  METRICS_TOKEN,
  SECRET,
  startTestConnector,
  TOKEN,
} from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
beforeAll(async () => {
  at = await startTestConnector();
});
afterAll(() => at.close());

const credentials = { personal_access_token: TOKEN };

describe('what is refused', () => {
  test('no signature, another secret, a changed body, a changed id', async () => {
    const body = JSON.stringify(at.payload());
    const headers = createWebhookSigner(SECRET).sign({ id: 'a', body });
    const foreign = createWebhookSigner(`whsec_${Buffer.alloc(24).toString('base64')}`);
    const attempts: [Record<string, string>, string][] = [
      [{}, body],
      [foreign.sign({ id: 'a', body }), body],
      [headers, body.replace('org-1', 'org-2')],
      [{ ...headers, 'webhook-id': 'b' }, body],
    ];
    for (const [signature, sent] of attempts) {
      const answer = await fetch(`${at.url}/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signature },
        body: sent,
      });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'invalid_signature' });
    }
  });

  test.each([-10, 10])('a clock that is %i minutes off, by name', async (minutes) => {
    const now = new Date(Date.now() + minutes * 60_000);
    const answer = await at.send(at.payload(), { now });
    expect(answer.status).toBe(401);
    expect(((await answer.json()) as { detail: string }).detail).toMatch(/clock/);
  });

  test.each([
    ['not JSON', '{', 'malformed_request'],
    ['NUL', '{"a":"\\u0000"}', 'malformed_request'],
    ['a lone surrogate', '{"a":"\\ud800"}', 'malformed_request'],
    ['__proto__', '{"__proto__":{"polluted":1}}', 'malformed_request'],
    ['nothing of ours', '{}', 'validation_failed'],
    ['a list', '[]', 'validation_failed'],
  ])('%s', async (_, body, code) => {
    const answer = await at.send(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('an unknown type, and values are not echoed', async () => {
    const answer = await at.send({ ...at.payload(), connection_type: 'canary-type' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('canary-type');
  });

  test('too much', async () => {
    const answer = await at.send({ ...at.payload(), settings: { url: 'x'.repeat(300_000) } });
    expect(answer.status).toBe(413);
  });

  test('what is not there', async () => {
    expect((await fetch(`${at.url}/nothing`)).status).toBe(404);
  });
});

test('the same webhook fifty times at once acts once (reliability row 59)', async () => {
  const payload = at.payload({ credentials });
  const callsBefore = at.source.calls.length;
  const sent = Array.from({ length: 50 }, () => at.send(payload, { id: 'replayed-1' }));
  const statuses = (await Promise.all(sent)).map((answer) => answer.status);
  expect(statuses.filter((status) => status === 202)).toHaveLength(1);
  expect(statuses.filter((status) => status === 200)).toHaveLength(49);
  await at.app.result(payload.run_id);
  const results = at.app.ofRun(payload.run_id).filter((message) => message.status === 'success');
  expect(results).toHaveLength(1);
  expect(at.source.calls.slice(callsBefore)).toEqual(['/me']);
});

test('a run that exists is not begun again by another webhook', async () => {
  const payload = at.payload({ credentials });
  await at.send(payload);
  await at.app.result(payload.run_id);
  const messages = at.app.ofRun(payload.run_id).length;
  const again = await at.send(payload, { id: randomUUID() });
  expect([again.status, (await again.json()) as unknown]).toMatchObject([
    400,
    { code: 'validation_failed' },
  ]);
  const next = at.payload({ credentials });
  await at.send(next, { path: '/' });
  await at.app.result(next.run_id);
  expect(at.app.ofRun(payload.run_id)).toHaveLength(messages);
});

test('what it says of itself', async () => {
  const info = connectorInfoSchema.parse(await (await fetch(`${at.url}/connector`)).json());
  expect(info).toMatchObject({ name: 'rita-connector', types: ['confluence'] });
  expect(info.sealing_key?.fingerprint).toMatch(/^([0-9A-F]{4}-){7}[0-9A-F]{4}$/);
  const keys = await keysOf(at.url);
  expect(keys).toMatchObject({ name: info.name, root: await at.rootThumbprint() });
  expect(keys.sealing_key.kid).toBe(info.sealing_key?.kid);
  expect(at.logLines.join('')).toContain(fingerprintOf(keys.root));
  expect(JSON.stringify(info)).not.toContain('"d"');
  expect((await fetch(`${at.url}/health/live`)).status).toBe(200);
  expect(await (await fetch(`${at.url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const metrics = await (await fetch(`${at.url}/metrics`, { headers })).text();
  expect((await fetch(`${at.url}/metrics`)).status).toBe(404);
  expect(metrics).toContain('rita_connector_webhooks_total');
});

test('the secret is changed amid load: every webhook is taken, every result arrives (row 61)', async () => {
  const next = `whsec_${Buffer.from('the secret that comes next').toString('base64')}`;
  // Both sides know both while it lasts; the fake app is the one that was not restarted yet.
  const rotating = await startTestConnector({ CONNECTOR_WEBHOOK_SECRET: `${next} ${SECRET}` });
  try {
    const senders = [rotating.send, createSender(rotating.url, next)] as const;
    const runs: string[] = [];
    const statuses: number[] = [];
    for (let sent = 0; sent < 24; sent += 6) {
      const send = senders[sent < 12 ? 0 : 1];
      const payloads = Array.from({ length: 6 }, () => rotating.payload({ credentials }));
      runs.push(...payloads.map(({ run_id }) => run_id));
      const answers = await Promise.all(payloads.map((payload) => send(payload)));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(new Set(statuses)).toEqual(new Set([202]));
    const results = await Promise.all(runs.map((run_id) => rotating.app.result(run_id)));
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['success']));
  } finally {
    await rotating.close();
  }
});
