import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClientDocuments } from '../src/features/oauth/client-documents.ts';
import { startDocumentHost } from './document-host.ts';
import { begin, createBrowser, pkce } from './oauth-steps.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let host: Awaited<ReturnType<typeof startDocumentHost>>;
let app: TestApp;
let user: TestUser;
beforeAll(async () => {
  host = await startDocumentHost();
  app = await startTestApp({}, { clientFetch: host.options });
  user = await app.signUp('User');
});
afterAll(async () => {
  await app.close();
  await host.close();
});

describe('a document that is not taken', () => {
  const REDIRECT = 'https://bad.example/callback';
  const good = (clientId: string) => ({
    client_id: clientId,
    client_name: 'Somebody',
    redirect_uris: [REDIRECT],
    token_endpoint_auth_method: 'none',
  });
  const send = (clientId: string) =>
    begin(app, createBrowser(app, user), {
      clientId,
      redirectUri: REDIRECT,
      challenge: pkce().challenge,
    });

  test.each([
    [
      'it is larger than 64 KB',
      (id: string) => host.pages.set(id, { ...good(id), filler: 'x'.repeat(70_000) }),
    ],
    [
      'it leads elsewhere',
      (id: string) =>
        host.pages.set(id, (_request, response) =>
          response.writeHead(302, { location: 'https://bad.example/good' }).end(),
        ),
    ],
    [
      'it names another client',
      (id: string) => host.pages.set(id, good('https://bad.example/other')),
    ],
    [
      'it is no JSON',
      (id: string) => host.pages.set(id, (_request, response) => response.end('<html>')),
    ],
    ['it is not there', () => undefined],
    [
      'it has a secret',
      (id: string) => host.pages.set(id, { ...good(id), client_secret: 'for everybody' }),
    ],
    [
      'it has an address of plain http',
      (id: string) =>
        host.pages.set(id, { ...good(id), redirect_uris: [REDIRECT, 'http://bad.example/'] }),
    ],
    [
      'its server never ends',
      (id: string) => host.pages.set(id, (_request, response) => response.write('{')),
    ],
  ])('%s', async (name, prepare) => {
    const clientId = `https://bad.example/${encodeURIComponent(name)}`;
    prepare(clientId);
    const answer = await send(clientId);
    expect([answer.status, answer.location]).toEqual([400, '']);
  });

  test('its host leads to an address that is not public, or to several of which one is not', async () => {
    const clientId = 'https://bad.example/private';
    host.pages.set(clientId, good(clientId));
    for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1']) {
      host.addresses.set('bad.example', ['203.0.114.8', address]);
      const before = host.asked.length;
      expect((await send(clientId)).status).toBe(400);
      expect(host.asked.length).toBe(before);
    }
    host.addresses.delete('bad.example');
  });

  test.each([
    'https://127.0.0.1/client',
    'https://10.0.0.1/client',
    'https://bad.example:8443/client',
    'http://bad.example/client',
    'https://user:x@bad.example/client',
  ])('%s', async (clientId) => {
    const before = host.asked.length;
    expect((await send(clientId)).status).toBe(400);
    expect(host.asked.length).toBe(before);
  });

  test('one network has us fetch only so many', async () => {
    await app.database.executeSql('delete from rate_limits');
    for (let at = 0; at < 62; at += 1) await send(`https://bad.example/many/${at}`);
    expect(host.asked.filter((address) => address.includes('/many/')).length).toBe(60);
  });
});

describe('a document whose server is away', () => {
  const url = 'https://claude.example/oauth/away';
  const document = {
    client_id: url,
    client_name: 'Claude',
    redirect_uris: ['https://claude.example/callback'],
  };
  const good = async () => Response.json(document);
  const bad = async () => new Response('busy', { status: 503 });
  const gone = async (): Promise<Response> => {
    throw new Error('no route');
  };

  test('counts as it was last, for a while', async () => {
    const documents = createClientDocuments(app.database.kysely);
    expect((await documents.answer(url, bad)).status).toBe(503);
    await expect(documents.answer(url, gone)).rejects.toThrow('did not answer');
    const first = await (await documents.answer(url, good)).json();
    expect(first).toMatchObject(document);
    for (const ask of [bad, gone]) {
      const kept = await documents.answer(url, ask);
      expect([kept.status, await kept.json()]).toEqual([200, first]);
    }
    await app.database.executeSql(
      `update client_documents set fetched_at = now() - interval '31 days'`,
    );
    expect((await documents.answer(url, bad)).status).toBe(503);
  });

  test('is not kept for an address that it does not name', async () => {
    const documents = createClientDocuments(app.database.kysely);
    const other = 'https://claude.example/oauth/other';
    expect(await (await documents.answer(other, good)).json()).toEqual(document);
    expect((await documents.answer(other, bad)).status).toBe(503);
  });
});
