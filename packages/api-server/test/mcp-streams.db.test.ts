import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccess, syncCompleted } from './access-steps.ts';
import { documentOf, finds, keyOf, META, MODERN } from './mcp-steps.ts';
import { connect, register } from './oauth-steps.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  finds(app, []);
});
afterAll(() => app.close());

const REDIRECT = 'https://assistant.example/callback';

type Message = { method?: string; params?: { uri?: string; notifications?: unknown } };

/** A stream as a client opens it, with what was heard on it so far. */
async function listen(
  token: string,
  notifications: Record<string, unknown> = { resourcesListChanged: true },
) {
  const stop = new AbortController();
  const response = await fetch(`${app.url}/mcp`, {
    method: 'POST',
    signal: stop.signal,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': MODERN,
      'mcp-method': 'subscriptions/listen',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 7,
      method: 'subscriptions/listen',
      params: { notifications, _meta: META },
    }),
  });
  const heard: string[] = [];
  const messages: Message[] = [];
  let isOver = false;
  const reading = (async () => {
    for await (const chunk of response.body ?? []) {
      for (const line of Buffer.from(chunk).toString().split('\n')) {
        if (!line.startsWith('data: ')) continue;
        const message = JSON.parse(line.slice(6));
        heard.push(message.method ?? 'result');
        messages.push(message);
      }
    }
  })()
    .catch(() => {})
    .finally(() => {
      isOver = true;
    });
  return { response, heard, messages, isOver: () => isOver, stop: () => stop.abort(), reading };
}

const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const CHANGED = 'notifications/resources/list_changed';
const UPDATED = 'notifications/resources/updated';

async function reader(): Promise<{ user: TestUser; token: string; id: string; clientId: string }> {
  const user = await app.signUp();
  const client = await register(app, {
    redirect_uris: [REDIRECT],
    token_endpoint_auth_method: 'none',
  });
  const clientId = client.body.client_id;
  const { access_token: token } = await connect(app, user, { clientId, redirectUri: REDIRECT });
  const [{ id }] = (await user.api('GET', '/api/assistants')).body.data;
  return { user, token, id, clientId };
}

test('tells of a sync that completed in this organization, and of none in another', async () => {
  const connection = await openAccess(app);
  const other = await openAccess(app);
  const own = await listen(await keyOf(connection.user));
  const foreign = await listen(await keyOf(other.user));
  await expect.poll(() => own.heard).toEqual([ACKNOWLEDGED]);
  await app.report(syncCompleted(connection));
  await expect.poll(() => own.heard).toEqual([ACKNOWLEDGED, CHANGED]);
  await app.report(syncCompleted(other));
  await expect.poll(() => foreign.heard).toEqual([ACKNOWLEDGED, CHANGED]);
  expect(own.heard).toEqual([ACKNOWLEDGED, CHANGED]);
  for (const stream of [own, foreign]) stream.stop();
});

describe('documents that a program watches', () => {
  const addressOf = ({ id }: { id: string }) => `rita://documents/${id}`;
  const watch = async (token: string, resourceSubscriptions: string[]) => {
    const stream = await listen(token, { resourceSubscriptions });
    await expect.poll(() => stream.messages.length).toBeGreaterThan(0);
    const updated = () => stream.messages.filter(({ method }) => method === UPDATED);
    return { ...stream, updated: () => updated().map(({ params }) => params?.uri) };
  };

  test('are told of when they changed for that person, and when they are gone for them', async () => {
    const connection = await openAccess(app);
    const token = await keyOf(connection.user);
    const document = documentOf(connection.id);
    finds(app, [document]);
    const asked = [addressOf(document), 'https://elsewhere.example/', addressOf(document)];
    const stream = await watch(token, asked);
    expect(stream.messages[0]?.params?.notifications).toEqual({
      resourceSubscriptions: [addressOf(document)],
    });
    const toldAll = await listen(token);
    let documents_processed = 10;
    const syncAgain = async () => {
      const before = toldAll.heard.length;
      documents_processed += 1;
      await app.report({ ...syncCompleted(connection), documents_processed });
      await expect.poll(() => toldAll.heard.length).toBeGreaterThan(before);
    };
    await syncAgain();
    finds(app, [{ ...document, fetched_at: '2026-06-01T00:00:00.000Z' }]);
    await syncAgain();
    finds(app, [{ ...document, body: 'Thirty-one days.' }]);
    await syncAgain();
    await expect.poll(stream.updated).toEqual([addressOf(document)]);
    finds(app, []);
    await syncAgain();
    await expect.poll(stream.updated).toEqual([addressOf(document), addressOf(document)]);
    // Asked as the person, so that what is hidden from them looks like what is gone.
    expect(
      app.receiver.asked.findLast(({ path }) => path === '/documents/get')?.body,
    ).toMatchObject({ reader: { person_id: await connection.user.memberId() } });
    for (const { stop } of [stream, toldAll]) stop();
  });

  test('of one stream twenty at most, and what is honoured is said', async () => {
    const token = await keyOf(await app.signUp());
    const many = Array.from({ length: 25 }, () => addressOf({ id: crypto.randomUUID() }));
    const stream = await watch(token, many);
    expect(stream.messages[0]?.params?.notifications).toEqual({
      resourceSubscriptions: many.slice(0, 20),
    });
    stream.stop();
    const none = await watch(token, ['rita://documents/x']);
    await none.reading;
    expect(none.heard).toEqual([ACKNOWLEDGED, 'result']);
  });
});

describe('a stream ends with its access', () => {
  test('that the person ended', async () => {
    const { user, token, id } = await reader();
    const stream = await listen(token);
    await expect.poll(() => stream.heard).toEqual([ACKNOWLEDGED]);
    await user.api('DELETE', `/api/assistants/${id}`);
    await stream.reading;
    expect((await listen(token)).response.status).toBe(401);
  });

  test('that ended with the membership, and no other', async () => {
    const host = await app.signUp();
    const stays = await listen(await keyOf(host));
    const member = await app.signUp();
    await host.addMember(member, 'member');
    const goes = await listen(await keyOf(member));
    await expect.poll(() => [stays.heard, goes.heard]).toEqual([[ACKNOWLEDGED], [ACKNOWLEDGED]]);
    await app.database.executeSql(
      'delete from members where user_id = $1 and organization_id = $2',
      [member.userId, host.organizationId],
    );
    await goes.reading;
    expect(stays.isOver()).toBe(false);
    stays.stop();
  });
});

test('of one program a few at most', async () => {
  const key = await keyOf(await app.signUp());
  const streams = [];
  for (let at = 0; at < 6; at += 1) streams.push(await listen(key));
  expect(streams.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200, 429]);
  streams[0]?.stop();
  await streams[0]?.reading;
  await expect
    .poll(async () => {
      const again = await listen(key);
      if (again.response.ok) streams.push(again);
      return again.response.status;
    })
    .toBe(200);
  for (const { stop } of streams) stop();
});

test('one that asks for nothing is over at once, and takes no place', async () => {
  const key = await keyOf(await app.signUp());
  for (let at = 0; at < 7; at += 1) {
    const stream = await listen(key, {});
    await stream.reading;
    expect([stream.response.status, stream.heard]).toEqual([200, [ACKNOWLEDGED, 'result']]);
  }
});
