import { afterAll, beforeAll, expect, test } from 'vitest';
import { configured, startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Names that would end a header, or be none; each goes into every text that a person may choose. */
const NAMES = [
  'Wiki\r\nx-injected: 1',
  'Wiki\nx-injected: 1',
  'Wiki\r\n\r\n{"action":"trigger_sync"}',
  'Wiki\u0000',
  'Wiki\u2028x-injected: 1',
  'Wíki 👩‍👧 \u202Ekiw',
];
const OWN_HEADERS = [
  'traceparent',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'content-type',
];
/** Of HTTP itself and of Node's client. */
const USUAL_HEADERS =
  /^(host|connection|content-length|transfer-encoding|accept|accept-language|accept-encoding|sec-fetch-mode|user-agent)$/;

test('nothing that a person writes gets into the header of a webhook (row 63)', async () => {
  const user = await app.signUp('Ada\r\nx-injected: 1');
  const { id } = await configured(app, user);
  const answers: number[] = [];
  for (const name of NAMES) {
    const put = await user.api('PUT', `/api/data-sources/${id}`, { name, description: name });
    const verify = await user.api('POST', `/api/data-sources/${id}/verify`, {
      settings: { url: `https://example.atlassian.net/${name}`, email: `${name}@example.com` },
      credentials: { api_token: name },
    });
    const sync = await user.api('POST', `/api/data-sources/${id}/sync`);
    answers.push(put.status, verify.status, sync.status);
    await user.api('POST', `/api/data-sources/${id}/cancel`);
  }
  const { status } = await user.api('POST', `/api/data-sources/${id}/verify`, {
    run_id: 'run\r\nx-injected: 1',
    credentials: { api_token: 'a' },
  });
  // Taken as text, refused as such, or refused because one of them is under way; never a failure.
  expect([...answers, status].filter((one) => ![200, 202, 400, 409].includes(one))).toEqual([]);
  expect(status).toBe(400);
  expect(app.receiver.received.length).toBeGreaterThan(3);
  for (const { headers } of app.receiver.received) {
    const own = Object.entries(headers).filter(([name]) => !USUAL_HEADERS.test(name));
    expect(own.map(([name]) => name).toSorted()).toEqual(OWN_HEADERS.toSorted());
    for (const [, value] of own) expect(value).toMatch(/^[\x20-\x7e]{1,200}$/);
  }
});
