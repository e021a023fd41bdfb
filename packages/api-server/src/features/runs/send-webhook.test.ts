import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { silentLog } from '@rita/platform/log';
import { createCertificate } from '@rita/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Answer,
  signer,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../../test/webhook-receiver.ts';
import { readRetryAfter } from './retry-after.ts';
import { createWebhookSender } from './send-webhook.ts';
import { createWebhookBreaker, type WebhookBreaker } from './webhook-breaker.ts';

let receiver: WebhookReceiver;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(() => receiver.close());

const PAYLOAD = {
  source: 'rita-chat',
  action: 'trigger_sync',
  tenant_id: 'org',
  user_id: 'u',
  user_email: 'u@example.com',
  connection_id: '11111111-1111-4111-8111-111111111111',
  connection_type: 'confluence',
  run_id: '22222222-2222-4222-8222-222222222222',
  settings: {},
  timestamp: '2026-11-23T12:00:00Z',
} as const;

type SendOptions = { url?: string; withinMs?: number; breaker?: WebhookBreaker };

function send(answers: Answer[], options: SendOptions = {}) {
  receiver.script(answers, answers.at(-1) ?? 202);
  const target = { url: options.url ?? receiver.url, signer, log: silentLog };
  // A busy machine may take its time for an answer; only silence is waited for in vain.
  const attemptMs = answers.includes(silence) ? 300 : 5_000;
  const breaker = options.breaker ?? createWebhookBreaker({ log: silentLog });
  const sender = createWebhookSender({ ...target, breaker, attemptMs, baseDelayMs: 5 });
  const { signal } = new AbortController();
  return sender(PAYLOAD, { id: 'msg_1', withinMs: options.withinMs ?? 5_000, signal });
}

const withRetryAfter =
  (status: number, value: string): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'retry-after': value }).end();
const reset: Answer = (request) => request.socket.destroy();
const silence: Answer = () => {};
const page: Answer = (_request, response) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
const hugeHeaders: Answer = (_request, response) =>
  response.writeHead(202, { 'x-huge': 'x'.repeat(100_000) }).end();
const drip: Answer = (_request, response) => response.writeHead(202).write('.');

describe('attempts', () => {
  test.each<[string, Answer[], string, number]>([
    ['202', [202], 'accepted', 1],
    ['204', [204], 'accepted', 1],
    ['200 with a page', [page], 'accepted', 1],
    ['an answer without an end', [drip], 'accepted', 1],
    ['headers beyond measure', [hugeHeaders], 'unreachable', 3],
    ['500, then 202', [500, 202], 'accepted', 2],
    ['a reset, then 202', [reset, 202], 'accepted', 2],
    ['408, 429, then 202', [408, 429, 202], 'accepted', 3],
    ['503 always', [503], 'unreachable', 3],
    ['silence', [silence], 'unreachable', 3],
    ['400', [400], 'rejected', 1],
    ['401', [401], 'rejected', 1],
    ['403', [403], 'rejected', 1],
    ['404', [404], 'rejected', 1],
    ['410', [410], 'gone', 1],
    ['422', [422], 'rejected', 1],
    ['429 with a short wait', [withRetryAfter(429, '0'), 202], 'accepted', 2],
    ['429 with a wait past the deadline', [withRetryAfter(429, '3600')], 'unreachable', 1],
    ['503 with rubbish', [withRetryAfter(503, 'soon'), 202], 'accepted', 2],
  ])('%s', async (_name, answers, outcome, attempts) => {
    expect((await send(answers)).outcome).toBe(outcome);
    expect(receiver.received).toHaveLength(attempts);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
  });

  test('nobody there', async () => {
    await receiver.close();
    expect((await send([202])).outcome).toBe('unreachable');
    receiver = await startWebhookReceiver();
  });
});

describe('a receiver that fails again and again (rows 52, 55)', () => {
  /** A breaker whose time the test makes. */
  function openBreaker() {
    let time = 0;
    const said: object[] = [];
    const log = { ...silentLog, error: (fields: object) => said.push(fields) };
    const breaker = createWebhookBreaker({ log, now: () => time });
    const after = (ms: number) => {
      time += ms;
      return breaker.state();
    };
    return { breaker, after, said };
  }

  test.each([500, 502, 503, 504])(
    '%i: left alone after ten attempts, then tried once',
    async (status) => {
      const { breaker, after, said } = openBreaker();
      for (let run = 0; run < 4; run += 1) await send([status], { breaker });
      // Three attempts each, and one of the fourth.
      expect([receiver.received.length, breaker.state(), said.length]).toEqual([10, 'open', 1]);
      expect(await send([202], { breaker })).toEqual({ outcome: 'held_back' });
      expect(receiver.received).toHaveLength(10);

      expect(after(20_000)).toBe('half_open');
      // One finds out that it still fails, however many ask, and the wait is twice as long.
      const outcomes = await Promise.all([1, 2, 3].map(() => send([status], { breaker })));
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
        'held_back',
        'held_back',
        'unreachable',
      ]);
      expect([receiver.received.length, after(20_000)]).toEqual([11, 'open']);

      expect(after(20_000)).toBe('half_open');
      expect((await send([202], { breaker })).outcome).toBe('accepted');
      expect(breaker.state()).toBe('closed');
      await send([status], { breaker });
      expect([receiver.received.length, breaker.state()]).toEqual([15, 'closed']);
    },
  );

  test('one that is only busy, or refuses, keeps it closed; a success counts from zero', async () => {
    const { breaker } = openBreaker();
    for (let run = 0; run < 4; run += 1) {
      await send([429], { breaker });
      await send([404], { breaker });
      await send([500, 500, 202], { breaker });
    }
    expect(breaker.state()).toBe('closed');
  });

  test('410: nothing is sent any more, and the operator is told', async () => {
    const { breaker, after, said } = openBreaker();
    expect(await send([410], { breaker })).toEqual({ outcome: 'gone', status: 410 });
    expect(await send([202], { breaker })).toEqual({ outcome: 'gone' });
    expect([receiver.received.length, after(86_400_000)]).toEqual([1, 'gone']);
    expect(said).toEqual([{ status: 410, security_event: 'webhook_endpoint_gone' }]);
  });
});

test.each([301, 302, 303, 307, 308])('a %i is not followed', async (status) => {
  let visits = 0;
  const elsewhere = createServer((_request, response) => {
    visits += 1;
    response.end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const targets = [`http://127.0.0.1:${port}/`, `${receiver.url}?again`, 'file:///etc/passwd'];
  for (const location of targets) {
    const answer: Answer = (_request, response) => response.writeHead(status, { location }).end();
    expect(await send([answer])).toEqual({ outcome: 'rejected', status });
  }
  expect([visits, receiver.received.length]).toEqual([0, targets.length]);
  await new Promise((resolve) => elsewhere.close(resolve));
});

test('a certificate that nobody vouches for ends it, without a request', async () => {
  const pem = createCertificate(1, ['127.0.0.1']);
  let visits = 0;
  const server = createSecureServer({ key: pem, cert: pem }, (_request, response) => {
    visits += 1;
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sent = await send([202], { url: `https://127.0.0.1:${port}/webhook` });
  expect([sent, visits]).toEqual([{ outcome: 'unreachable' }, 0]);
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  ['2', 2_000],
  ['0.5', 500],
  ['Mon, 23 Nov 2026 12:00:10 GMT', 10_000],
  ['Mon, 23 Nov 2020 12:00:10 GMT', 0],
  ['-1', undefined],
  ['2026', 2_026_000],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After %s is %s ms', (value, ms) => {
  expect(readRetryAfter(value, new Date('2026-11-23T12:00:00Z'))).toBe(ms);
});
