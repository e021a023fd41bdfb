// Nobody does more by a link than it is for.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLinkSteps } from './link-steps.ts';
import { SITE, startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const ELSEWHERE = { url: 'https://elsewhere.example.com' };
const REFUSED = { status: 'failed', error: 'Wrong token', error_code: 'invalid_credentials' };

test('members make none; others neither see nor end it', async () => {
  const steps = await openLinkSteps(app);
  await steps.make();
  const member = await app.signUp();
  const stranger = await app.signUp();
  await steps.user.addMember(member, 'member');
  for (const method of ['GET', 'POST', 'DELETE']) {
    expect((await member.api(method, steps.path)).body.code).toBe('forbidden');
    expect((await stranger.api(method, steps.path)).body.code).toBe('not_found');
  }
  expect((await steps.link()).end_reason).toBeNull();
});

test('the address is the one of the link; the account may be filled in', async () => {
  const { make, submit, open } = await openLinkSteps(app);
  const token = await make({ settings: { url: SITE.url } });
  expect((await open(token)).data.settings).toEqual({ url: SITE.url });
  const elsewhere = await submit(token, { settings: ELSEWHERE });
  expect([elsewhere.status, elsewhere.body.code]).toEqual([400, 'unknown_setting']);
  const started = await submit(token, { settings: { email: 'theirs@example.com' } });
  const { payload } = await app.receiver.waitForRun(started.body.run_id);
  const settings = { url: SITE.url, email: 'theirs@example.com' };
  expect(payload).toMatchObject({ settings });
});

test('without an address there is nothing to ask for, and held credentials are not tried again', async () => {
  const { user, path, make, outsider } = await openLinkSteps(app);
  const none = await user.api('POST', path, {});
  expect([none.status, none.body.errors[0].path]).toEqual([400, 'settings.url']);
  const token = await make();
  const nothing = { token, method: 'api_token', run_id: randomUUID() };
  expect((await outsider('submit', nothing)).body.code).toBe('validation_failed');
});

test('a page of another site, a made-up token', async () => {
  const { make, outsider } = await openLinkSteps(app);
  const token = await make();
  const foreign = { origin: 'https://evil.example' };
  for (const name of ['open', 'submit'] as const) {
    expect((await outsider(name, { token }, foreign)).body.code).toBe('foreign_origin');
  }
  const made = await outsider('open', { token: `${token.slice(0, -1)}_` });
  expect([made.status, made.body.code]).toEqual([404, 'not_found']);
});

test('tries are slowed down, by link and, of unknown ones, by network', async () => {
  const { make, submit, report, outsider } = await openLinkSteps(app);
  const token = await make();
  const codes: (string | undefined)[] = [];
  for (let attempt = 0; attempt < 11; attempt += 1) {
    const { body } = await submit(token);
    codes.push(body.code);
    if (body.run_id) await report(body.run_id, REFUSED);
  }
  expect(codes).toEqual([...Array(10).fill(undefined), 'too_many_requests']);
  const unknown = Array.from({ length: 70 }, () => outsider('open', { token: randomUUID() }));
  const answers = (await Promise.all(unknown)).map(({ status }) => status);
  expect(answers).toContain(429);
  const reasons = app
    .logText()
    .split('\n')
    .filter((line) => line.includes('"limit_reached"'))
    .map((line) => JSON.parse(line).reason);
  expect(reasons).toEqual(['credential_link', 'network']);
  // Whoever has one that is known goes on.
  expect((await outsider('open', { token })).status).toBe(200);
});
