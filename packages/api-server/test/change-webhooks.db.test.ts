import type { IncomingMessage, ServerResponse } from 'node:http';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliverChangeWebhooks } from '../src/features/change-webhooks/deliver-webhooks.ts';
import { retryDelaySeconds } from '../src/features/change-webhooks/retry-delay.ts';
import { startDocumentHost } from './document-host.ts';
import { configured, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

const RECEIVER = 'https://chat.example/hooks/rita?key=in-the-address';
const PATH = '/api/change-webhook';

let host: Awaited<ReturnType<typeof startDocumentHost>>;
let app: TestApp;
beforeAll(async () => {
  host = await startDocumentHost();
  app = await startTestApp({}, { clientFetch: host.options });
});
afterAll(async () => {
  await app.close();
  await host.close();
});

type Received = { headers: Record<string, string>; body: string };
let received: Received[];
let answer: (response: ServerResponse) => void;
let owner: TestUser;
let connectionId: string;
let seq = 0;

beforeEach(async () => {
  received = [];
  answer = (response) => response.writeHead(204).end();
  host.pages.set(RECEIVER, async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = request.headers as Record<string, string>;
    received.push({ headers, body: Buffer.concat(chunks).toString() });
    answer(response);
  });
  owner = await app.signUp('Owner');
  connectionId = (await configured(app, owner)).id;
});

const row = () =>
  app.database.kysely
    .selectFrom('change_webhooks')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .executeTakeFirstOrThrow();

/** What every replica does every few seconds; the app of the test does it as well. */
const sweep = () => deliverChangeWebhooks({ ...app.deps, ...app.deps.changeWebhooks });

async function create(): Promise<string> {
  const { status, body } = await owner.api('POST', PATH, { url: RECEIVER });
  expect(status).toBe(201);
  // What there is now is known; only what changes from here on is told.
  await sweep();
  return body.data.secret;
}

/** As when a connector has synced. */
async function sync(): Promise<void> {
  seq += 1;
  await app.report({
    ...{ type: 'sync', connection_id: connectionId, tenant_id: owner.organizationId },
    ...{ status: 'sync_completed', documents_processed: seq },
  });
}

/** Moves moments into the past, as if that much time had gone by. */
const age = (column: string, interval: string) =>
  sql`update change_webhooks set ${sql.ref(column)} = now() - ${interval}::interval
    where organization_id = ${owner.organizationId}`.execute(app.database.kysely);

const entries = async () => {
  const found = await app.database.kysely
    .selectFrom('audit_events')
    .select(['action', 'object_label', 'details'])
    .where('organization_id', '=', owner.organizationId)
    .where('object_type', '=', 'webhook')
    .orderBy('position')
    .execute();
  return found;
};

describe('a change', () => {
  test('is told once, signed, with nothing but where it was', async () => {
    const secret = await create();
    await sync();
    await sweep();
    await waitFor(() => received.length === 1);
    const [{ headers, body }] = received as [Received];
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      type: 'documents.changed',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { organization_id: owner.organizationId },
    });
    await waitFor(async () => (await row()).delivered_at);
    await sweep();
    expect(received).toHaveLength(1);
    expect((await owner.api('GET', PATH)).body.data).toMatchObject({ is_on: true, failure: null });
  });

  test('beside many others is one delivery, and what comes meanwhile is one more', async () => {
    await create();
    for (let number = 0; number < 5; number += 1) await sync();
    answer = async (response) => {
      await sync();
      await sql`select 1`.execute(app.database.kysely);
      response.writeHead(200).end();
    };
    await sweep();
    await waitFor(() => received.length === 1);
    answer = (response) => response.writeHead(200).end();
    await waitFor(async () => (await row()).delivered_at);
    await sweep();
    // Not before some seconds have gone by.
    expect((await row()).next_attempt_at?.getTime()).toBeGreaterThan(Date.now());
    expect(received).toHaveLength(1);
    await age('next_attempt_at', '1 second');
    await sweep();
    await waitFor(() => received.length === 2);
    const ids = received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);
  });

  test('that is not taken is told again with the same id, later each time, and seen as such', async () => {
    await create();
    answer = (response) =>
      response.writeHead(500, { 'retry-after': '120' }).end('secrets of theirs');
    await sync();
    await sweep();
    await waitFor(async () => (await row()).failed_since);
    const shown = (await owner.api('GET', PATH)).body.data;
    expect(shown.failure).toMatchObject({ reason: 'refused', status: 500, count: 1 });
    const wait = Date.parse(shown.failure.next_attempt_at) - Date.now();
    expect(wait).toBeGreaterThan(60_000);
    await age('next_attempt_at', '1 second');
    answer = (response) => response.writeHead(200).end();
    await sweep();
    await waitFor(async () => (await row()).delivered_at);
    expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id']);
    expect((await owner.api('GET', PATH)).body.data.failure).toBeNull();
    expect(app.logText()).not.toContain('secrets of theirs');
  });

  test('that nobody took for days ends it, which is shown and written down', async () => {
    await create();
    answer = (response) => response.writeHead(404).end();
    await sync();
    await sweep();
    await waitFor(async () => (await row()).failed_since);
    await age('failed_since', '6 days');
    await age('next_attempt_at', '1 second');
    await sweep();
    await waitFor(async () => !(await row()).is_on);
    expect((await owner.api('GET', PATH)).body.data).toMatchObject({
      ...{ is_on: false, off_reason: 'failed' },
      failure: { reason: 'refused', status: 404, next_attempt_at: null },
    });
    expect(await entries()).toContainEqual({
      ...{ action: 'webhook.disabled', object_label: 'chat.example' },
      details: { reason: 'failed' },
    });
    const { body } = await owner.api('PUT', PATH, { is_on: true });
    expect(body.data).toMatchObject({ is_on: true, off_reason: null, failure: null });
  });

  test('that a receiver says it is gone for ends it at once', async () => {
    await create();
    answer = (response) => response.writeHead(410).end();
    await sync();
    await sweep();
    await waitFor(async () => (await row()).off_reason === 'gone');
  });

  test('of somebody who switched it off is told to nobody', async () => {
    await create();
    await owner.api('PUT', PATH, { is_on: false });
    await sync();
    await sweep();
    expect(received).toEqual([]);
    expect((await owner.api('GET', PATH)).body.data.off_reason).toBe('switched_off');
  });
});

describe('its secret', () => {
  test('is shown once, and stands in the clear nowhere', async () => {
    const secret = await create();
    expect(secret).toMatch(/^whsec_/);
    const { body } = await owner.api('GET', PATH);
    const stored = JSON.stringify(await row());
    for (const text of [
      JSON.stringify(body),
      stored,
      JSON.stringify(await entries()),
      app.logText(),
    ]) {
      expect(text).not.toContain(secret.slice('whsec_'.length));
    }
    expect(JSON.stringify(await entries())).not.toContain('in-the-address');
  });

  test('signs beside the one before it, until receivers had time to change over', async () => {
    const before = await create();
    const { body } = await owner.api('POST', `${PATH}/secret`);
    const { secret } = body.data;
    expect(secret).not.toBe(before);
    await owner.api('POST', `${PATH}/test`);
    const verify = (with_: string) => {
      const { headers, body: text } = received.at(-1) as Received;
      return createWebhookSigner(with_).verify({ headers, body: text });
    };
    for (const one of [before, secret]) expect(verify(one).id).toMatch(/^msg_/);
    await age('previous_secret_until', '1 second');
    await owner.api('POST', `${PATH}/test`);
    expect(verify(secret).id).toMatch(/^msg_/);
    expect(() => verify(before)).toThrow();
  });
});

describe('where it goes', () => {
  test.each([
    'http://chat.example/',
    'https://user:word@chat.example/',
    'https://chat.example/#part',
    'ftp://chat.example',
    'chat.example',
    '',
  ])('%s is refused', async (url) => {
    const { status, body } = await owner.api('POST', PATH, { url });
    expect([status, body.code]).toEqual([400, 'validation_failed']);
  });

  test.each(['127.0.0.1', '10.0.0.8', '169.254.169.254', '::1', 'fd00::1'])(
    'a name that leads to %s is not called',
    async (address) => {
      await create();
      host.addresses.set('chat.example', [address]);
      const { body } = await owner.api('POST', `${PATH}/test`);
      host.addresses.delete('chat.example');
      expect(body.data).toEqual({ is_taken: false, reason: 'not_allowed', status: null });
      expect(received).toEqual([]);
    },
  );

  test('redirects are not followed', async () => {
    await create();
    answer = (response) => response.writeHead(302, { location: 'https://bad.example/' }).end();
    const { body } = await owner.api('POST', `${PATH}/test`);
    expect(body.data).toEqual({ is_taken: false, reason: 'refused', status: 302 });
    expect(host.asked.some((address) => address.startsWith('https://bad.example'))).toBe(false);
  });

  test('is for owners and admins, one for each organization', async () => {
    await create();
    const again = await owner.api('POST', PATH, { url: RECEIVER });
    expect([again.status, again.body.code]).toEqual([409, 'webhook_exists']);
    const member = await app.signUp('Member');
    await owner.addMember(member, 'member');
    expect((await member.api('GET', PATH)).body.code).toBe('forbidden');
    const stranger = await app.signUp('Stranger');
    expect((await stranger.api('GET', PATH)).body.data).toBeNull();
    expect((await stranger.api('POST', `${PATH}/test`)).status).toBe(404);
    expect((await owner.api('DELETE', PATH)).body.data).toEqual({ url: RECEIVER });
    expect((await owner.api('DELETE', PATH)).status).toBe(404);
    expect((await entries()).map(({ action }) => action)).toEqual([
      'webhook.created',
      'webhook.removed',
    ]);
  });
});

test('attempts are further and further apart, up to a day, and no sooner than was wished', () => {
  const middle = () => 0.5;
  const delays = Array.from({ length: 12 }, (_, at) =>
    retryDelaySeconds(at + 1, undefined, middle),
  );
  expect(delays).toEqual(delays.toSorted((one, other) => one - other));
  expect([delays[0], delays.at(-1)]).toEqual([5, 86_400]);
  expect(retryDelaySeconds(1, '120', middle)).toBe(120);
  expect(retryDelaySeconds(1, '999999', middle)).toBe(3_600);
  expect(retryDelaySeconds(1, 'tomorrow', middle)).toBe(5);
});
