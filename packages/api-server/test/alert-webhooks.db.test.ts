import { waitFor } from '@rita/test-kit';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverChangeWebhooks } from '../src/features/change-webhooks/deliver-webhooks.ts';
import { beginAlerts, EVERYTHING } from './alert-steps.ts';
import { RECEIVER, type Received, startWebhookWorld, WEBHOOK } from './change-webhook-steps.ts';

const ALERTS = '/api/change-webhooks/alerts';

let place: Awaited<ReturnType<typeof startWebhookWorld>>;
beforeAll(async () => {
  place = await startWebhookWorld();
});
afterAll(() => place.close());

let world: Awaited<ReturnType<typeof beginAlerts>>;
beforeEach(async () => {
  await place.begin();
  world = await beginAlerts(place.app);
});

const sweep = () => deliverChangeWebhooks({ ...place.app.deps, ...place.app.deps.changeWebhooks });
const create = async () => (await world.owner.api('POST', ALERTS, { url: RECEIVER })).body.data;

async function tell() {
  await world.pass('6 minutes');
  await world.notice();
  await sweep();
}

/** What was posted so far, at least so many. */
async function received(count: number): Promise<Received[]> {
  return waitFor(() => place.program.received.length >= count && place.program.received);
}

const kindsIn = (post: Received | undefined): string[] =>
  JSON.parse(post?.body ?? '').data.alerts.map(({ kind }: { kind: string }) => kind);

const taken = () =>
  waitFor(async () => (await world.owner.api('GET', ALERTS)).body.data.delivered_at);

test('a program is told what is wrong, signed, and when it works again', async () => {
  const { secret } = await create();
  await world.fail();
  await tell();
  const [{ headers, body }] = (await received(1)) as [Received];
  const { id, type, name } = world.connection;
  const alert = {
    kind: 'failed',
    cause: 'insufficient_permissions',
    sources: [{ id, type, name }],
  };
  expect(new Webhook(secret).verify(body, headers)).toEqual({
    type: 'alerts',
    timestamp: expect.stringMatching(/Z$/),
    data: {
      organization_id: world.organizationId,
      alerts: [{ ...alert, since: expect.stringMatching(/Z$/) }],
    },
  });
  expect(body).not.toContain('Attempt');
  await taken();
  await world.sync('sync_completed');
  await tell();
  const posts = await received(2);
  expect(JSON.parse(posts[1]?.body ?? '').data.alerts).toMatchObject([
    { kind: 'repaired', cause: 'insufficient_permissions' },
  ]);
  expect(new Set(posts.map((post) => post.headers['webhook-id'])).size).toBe(2);
});

test('what it does not take comes again with the same id, and what came meanwhile after it', async () => {
  await create();
  place.program.answer = (response) => response.writeHead(503).end();
  await world.fail();
  await tell();
  await waitFor(async () => (await world.owner.api('GET', ALERTS)).body.data.failure);
  await world.sync('sync_failed', { error_code: 'too_many_deletions' });
  place.program.answer = (response) => response.writeHead(200).end();
  await tell();
  await taken();
  await tell();
  const posts = await received(3);
  const ids = posts.map((post) => post.headers['webhook-id']);
  expect(ids[0]).toBe(ids[1]);
  expect(kindsIn(posts[1])).toEqual(kindsIn(posts[0]));
  expect(kindsIn(posts[2])).toEqual(['held', 'repaired']);
});

test('it hears nothing of what came while it was off, or of what documents are told', async () => {
  await create();
  await world.fail();
  await world.pass('6 minutes');
  await world.notice();
  await world.owner.api('PUT', ALERTS, { is_on: false });
  await world.owner.api('PUT', ALERTS, { is_on: true });
  await tell();
  expect(place.program.received).toEqual([]);
});

test('it is told of what was chosen, and of nothing else', async () => {
  const { kinds } = await create();
  expect(kinds).toEqual(EVERYTHING);
  const chosen = await world.owner.api('PUT', ALERTS, { kinds: ['held', 'failed'] });
  expect(chosen.body.data).toMatchObject({ kinds: ['held', 'failed'], is_on: true });
  await world.fail('invalid_credentials');
  await world.fail();
  await tell();
  expect(kindsIn((await received(1))[0])).toEqual(['failed']);
  await taken();
  await world.sync('sync_completed');
  await tell();
  expect(place.program.received).toHaveLength(1);
  await world.owner.api('PUT', ALERTS, { is_on: false });
  expect((await world.owner.api('GET', ALERTS)).body.data.kinds).toEqual(['held', 'failed']);
});

test('nothing, an unknown kind, and kinds of documents are refused', async () => {
  await create();
  await world.owner.api('POST', WEBHOOK, { url: RECEIVER });
  const statuses = [
    await world.owner.api('PUT', ALERTS, { kinds: [] }),
    await world.owner.api('PUT', ALERTS, { kinds: ['other'] }),
    await world.owner.api('PUT', WEBHOOK, { kinds: ['failed'] }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([400, 400, 400]);
});

test('each topic has an address and a secret of its own', async () => {
  const { secret } = await create();
  const documents = (await world.owner.api('POST', WEBHOOK, { url: RECEIVER })).body.data;
  expect(documents.secret).not.toBe(secret);
  await world.owner.api('POST', `${WEBHOOK}/test`);
  const { headers, body } = place.program.received.at(-1) as Received;
  expect(() => new Webhook(secret).verify(body, headers)).toThrow();
  expect(new Webhook(documents.secret).verify(body, headers)).toMatchObject({ type: 'test' });
  expect((await world.owner.api('DELETE', WEBHOOK)).status).toBe(200);
  expect((await world.owner.api('GET', ALERTS)).body.data).toMatchObject({ is_on: true });
  expect((await world.owner.api('GET', '/api/change-webhooks/others')).status).toBe(404);
});
