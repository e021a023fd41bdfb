import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RECEIVER, startWebhookWorld, WEBHOOK } from './change-webhook-steps.ts';
import type { TestUser } from './start-test-app.ts';

let world: Awaited<ReturnType<typeof startWebhookWorld>>;
beforeAll(async () => {
  world = await startWebhookWorld();
});
afterAll(() => world.close());

let owner: TestUser;
beforeEach(async () => {
  ({ owner } = await world.begin());
});

const create = () => owner.api('POST', WEBHOOK, { url: RECEIVER });

describe('where it goes', () => {
  test.each([
    'http://chat.example/',
    'https://user:word@chat.example/',
    'https://chat.example/#part',
    'ftp://chat.example',
    'chat.example',
    '',
  ])('%s is refused', async (url) => {
    const { status, body } = await owner.api('POST', WEBHOOK, { url });
    expect([status, body.code]).toEqual([400, 'validation_failed']);
  });

  test.each(['127.0.0.1', '10.0.0.8', '169.254.169.254', '::1', 'fd00::1'])(
    'a name that leads to %s is not called',
    async (address) => {
      await create();
      world.host.addresses.set('chat.example', [address]);
      const { body } = await owner.api('POST', `${WEBHOOK}/test`);
      world.host.addresses.delete('chat.example');
      expect(body.data).toEqual({ is_taken: false, reason: 'not_allowed', status: null });
      expect(world.program.received).toEqual([]);
    },
  );

  test('a host that the operator allows may lead into the network, not to this machine', async () => {
    const inside = await startWebhookWorld({ CHANGE_WEBHOOK_HOSTS: 'Chat.Example.' });
    try {
      const { owner: insider } = await inside.begin();
      await insider.api('POST', WEBHOOK, { url: RECEIVER });
      const outcomes: unknown[] = [];
      for (const address of ['127.0.0.1', '169.254.169.254', 'fd00:ec2::254', '10.0.0.8']) {
        inside.host.addresses.set('chat.example', [address]);
        const { body } = await insider.api('POST', `${WEBHOOK}/test`);
        outcomes.push(body.data.reason ?? body.data.status);
      }
      expect(outcomes).toEqual([...Array(3).fill('not_allowed'), 204]);
      expect(inside.program.received).toHaveLength(1);
    } finally {
      await inside.close();
    }
  });

  test('redirects are not followed', async () => {
    await create();
    world.program.answer = (response) =>
      response.writeHead(302, { location: 'https://bad.example/' }).end();
    const { body } = await owner.api('POST', `${WEBHOOK}/test`);
    expect(body.data).toEqual({ is_taken: false, reason: 'refused', status: 302 });
    expect(world.host.asked.some((address) => address.startsWith('https://bad.example'))).toBe(
      false,
    );
  });

  test('is for owners and admins, one for each organization', async () => {
    await create();
    const again = await owner.api('POST', WEBHOOK, { url: RECEIVER });
    expect([again.status, again.body.code]).toEqual([409, 'webhook_exists']);
    const member = await world.app.signUp('Member');
    await owner.addMember(member, 'member');
    expect((await member.api('GET', WEBHOOK)).body.code).toBe('forbidden');
    const stranger = await world.app.signUp('Stranger');
    expect((await stranger.api('GET', WEBHOOK)).body.data).toBeNull();
    expect((await stranger.api('POST', `${WEBHOOK}/test`)).status).toBe(404);
    expect((await owner.api('DELETE', WEBHOOK)).body.data).toEqual({ url: RECEIVER });
    expect((await owner.api('DELETE', WEBHOOK)).status).toBe(404);
    expect((await world.entriesOf(owner)).map(({ action }) => action)).toEqual([
      'webhook.created',
      'webhook.removed',
    ]);
  });
});
