import { createWebhookSigner } from '@rita/platform/signed-webhook';
import { waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliverChangeWebhooks } from '../src/features/change-webhooks/deliver-webhooks.ts';
import { RECEIVER, type Received, startWebhookWorld, WEBHOOK } from './change-webhook-steps.ts';
import type { TestUser } from './start-test-app.ts';

let world: Awaited<ReturnType<typeof startWebhookWorld>>;
beforeAll(async () => {
  world = await startWebhookWorld();
});
afterAll(() => world.close());

let owner: TestUser;
let connectionId: string;
let seq = 0;
beforeEach(async () => {
  ({ owner, connectionId } = await world.begin());
});

const row = () =>
  world.app.database.kysely
    .selectFrom('change_webhooks')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .executeTakeFirstOrThrow();

/** What every replica does every few seconds; the app of the test does it as well. */
const sweep = () => deliverChangeWebhooks({ ...world.app.deps, ...world.app.deps.changeWebhooks });

async function create(): Promise<string> {
  const { status, body } = await owner.api('POST', WEBHOOK, { url: RECEIVER });
  expect(status).toBe(201);
  // What there is now is known; only what changes from here on is told.
  await sweep();
  return body.data.secret;
}

/** As when a connector has synced. */
async function sync(): Promise<void> {
  seq += 1;
  await world.app.report({
    ...{ type: 'sync', connection_id: connectionId, tenant_id: owner.organizationId },
    ...{ status: 'sync_completed', documents_processed: seq },
  });
}

/** Moves moments into the past, as if that much time had gone by. */
const age = (column: string, interval: string) =>
  sql`update change_webhooks set ${sql.ref(column)} = now() - ${interval}::interval
    where organization_id = ${owner.organizationId}`.execute(world.app.database.kysely);

const entries = () => world.entriesOf(owner);

describe('a change', () => {
  test('is told once, signed, with nothing but where it was', async () => {
    const secret = await create();
    await sync();
    await sweep();
    await waitFor(() => world.program.received.length === 1);
    const [{ headers, body }] = world.program.received as [Received];
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      type: 'documents.changed',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { organization_id: owner.organizationId },
    });
    await waitFor(async () => (await row()).delivered_at);
    await sweep();
    expect(world.program.received).toHaveLength(1);
    expect((await owner.api('GET', WEBHOOK)).body.data).toMatchObject({
      is_on: true,
      failure: null,
    });
  });

  test('beside many others is one delivery, and what comes meanwhile is one more', async () => {
    await create();
    for (let number = 0; number < 5; number += 1) await sync();
    world.program.answer = async (response) => {
      await sync();
      await sql`select 1`.execute(world.app.database.kysely);
      response.writeHead(200).end();
    };
    await sweep();
    await waitFor(() => world.program.received.length === 1);
    world.program.answer = (response) => response.writeHead(200).end();
    await waitFor(async () => (await row()).delivered_at);
    await sweep();
    // Not before some seconds have gone by.
    expect((await row()).next_attempt_at?.getTime()).toBeGreaterThan(Date.now());
    expect(world.program.received).toHaveLength(1);
    await age('next_attempt_at', '1 second');
    await sweep();
    await waitFor(() => world.program.received.length === 2);
    const ids = world.program.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);
  });

  test('that is not taken is told again with the same id, later each time, and seen as such', async () => {
    await create();
    world.program.answer = (response) =>
      response.writeHead(500, { 'retry-after': '120' }).end('secrets of theirs');
    await sync();
    await sweep();
    await waitFor(async () => (await row()).failed_since);
    const shown = (await owner.api('GET', WEBHOOK)).body.data;
    expect(shown.failure).toMatchObject({ reason: 'refused', status: 500, count: 1 });
    const wait = Date.parse(shown.failure.next_attempt_at) - Date.now();
    expect(wait).toBeGreaterThan(60_000);
    await age('next_attempt_at', '1 second');
    world.program.answer = (response) => response.writeHead(200).end();
    await sweep();
    await waitFor(async () => (await row()).delivered_at);
    expect(world.program.received[1]?.headers['webhook-id']).toBe(
      world.program.received[0]?.headers['webhook-id'],
    );
    expect((await owner.api('GET', WEBHOOK)).body.data.failure).toBeNull();
    expect(world.app.logText()).not.toContain('secrets of theirs');
  });

  test('that nobody took for days ends it, which is shown and written down', async () => {
    await create();
    world.program.answer = (response) => response.writeHead(404).end();
    await sync();
    await sweep();
    await waitFor(async () => (await row()).failed_since);
    await age('failed_since', '6 days');
    await age('next_attempt_at', '1 second');
    await sweep();
    await waitFor(async () => !(await row()).is_on);
    expect((await owner.api('GET', WEBHOOK)).body.data).toMatchObject({
      ...{ is_on: false, off_reason: 'failed' },
      failure: { reason: 'refused', status: 404, next_attempt_at: null },
    });
    expect(await entries()).toContainEqual({
      ...{ action: 'webhook.disabled', object_label: 'chat.example' },
      details: { reason: 'failed', topic: 'documents' },
    });
    const { body } = await owner.api('PUT', WEBHOOK, { is_on: true });
    expect(body.data).toMatchObject({ is_on: true, off_reason: null, failure: null });
  });

  test('that a receiver says it is gone for ends it at once', async () => {
    await create();
    world.program.answer = (response) => response.writeHead(410).end();
    await sync();
    await sweep();
    await waitFor(async () => (await row()).off_reason === 'gone');
  });

  test('of somebody who switched it off is told to nobody', async () => {
    await create();
    await owner.api('PUT', WEBHOOK, { is_on: false });
    await sync();
    await sweep();
    expect(world.program.received).toEqual([]);
    expect((await owner.api('GET', WEBHOOK)).body.data.off_reason).toBe('switched_off');
  });
});

describe('its secret', () => {
  test('is shown once, and stands in the clear nowhere', async () => {
    const secret = await create();
    expect(secret).toMatch(/^whsec_/);
    const { body } = await owner.api('GET', WEBHOOK);
    const stored = JSON.stringify(await row());
    for (const text of [
      JSON.stringify(body),
      stored,
      JSON.stringify(await entries()),
      world.app.logText(),
    ]) {
      expect(text).not.toContain(secret.slice('whsec_'.length));
    }
    expect(JSON.stringify(await entries())).not.toContain('in-the-address');
  });

  test('signs beside the one before it, until receivers had time to change over', async () => {
    const before = await create();
    const { body } = await owner.api('POST', `${WEBHOOK}/secret`);
    const { secret } = body.data;
    expect(secret).not.toBe(before);
    await owner.api('POST', `${WEBHOOK}/test`);
    const verify = (with_: string) => {
      const { headers, body: text } = world.program.received.at(-1) as Received;
      return createWebhookSigner(with_).verify({ headers, body: text });
    };
    for (const one of [before, secret]) expect(verify(one).id).toMatch(/^msg_/);
    await age('previous_secret_until', '1 second');
    await owner.api('POST', `${WEBHOOK}/test`);
    expect(verify(secret).id).toMatch(/^msg_/);
    expect(() => verify(before)).toThrow();
  });
});
