import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configured, SITE, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let user: TestUser;
let path: string;
let id: string;
const info = { name: 'a connector', sealing_key: null, types: ['confluence'] };
beforeAll(async () => {
  app = await startTestApp();
  user = await app.signUp();
  ({ id } = await configured(app, user));
  path = `/api/data-sources/${id}/previews`;
  app.receiver.pages.set('/connector', { ...info, abilities: ['preview'] });
});
afterAll(() => app.close());

const start = (body?: unknown, at = path) => user.api('POST', at, body);

test('a preview is asked for with the settings as they would be, and what it found is passed on', async () => {
  const unverified = await user.seeded('servicenow');
  const early = await start({}, `/api/data-sources/${unverified.id}/previews`);
  expect(early.body.code).toBe('not_configured');
  expect((await start({ settings: { colour: 'red' } })).body.code).toBe('unknown_setting');
  expect((await start({ settings: { url: null } })).body.code).toBe('validation_failed');
  expect((await start()).body.code).toBe('connector_unreachable');

  app.receiver.pages.set('/previews/start', { data: null });
  const started = await start({ settings: { spaces: ['ENG'] } });
  expect(started.status).toBe(202);
  const { preview_id } = started.body.data;
  expect(app.receiver.asked.at(-1)?.body).toEqual({
    tenant_id: user.organizationId,
    connection_id: id,
    connection_type: 'confluence',
    preview_id,
    settings: { ...SITE, spaces: ['ENG'] },
  });
  const stored = await user.api('GET', `/api/data-sources/${id}`);
  expect(stored.body.data.settings).not.toHaveProperty('spaces');

  expect((await user.api('GET', `${path}/${preview_id}`)).body.code).toBe('connector_unreachable');
  app.receiver.pages.set('/previews/get', { data: null });
  expect((await user.api('GET', `${path}/${preview_id}`)).body.code).toBe('not_found');
  const preview = {
    preview_id,
    state: 'completed',
    added: 2,
    changed: 1,
    removed: 0,
    unchanged: 7,
    failed: 0,
    total: 10,
    is_partial: false,
    is_held: false,
    places: [{ name: 'Engineering', added: 2, changed: 1, removed: 0, unchanged: 7 }],
    sample: [{ change: 'added', title: 'New', url: null, place: 'Engineering' }],
    error_code: null,
    error: null,
  };
  app.receiver.pages.set('/previews/get', { data: preview });
  const answered = await user.api('GET', `${path}/${preview_id}`);
  // A connector that does not say for what it waits waits for nothing.
  expect(answered.body).toEqual({ data: { ...preview, waiting_until: null } });
  const stranger = await app.signUp();
  expect((await stranger.api('GET', `${path}/${preview_id}`)).status).toBe(404);
  expect((await user.api('GET', `${path}/${randomUUID()}x`)).status).toBe(404);
});

test('ten a minute at most', async () => {
  const answers = await Promise.all(Array.from({ length: 25 }, () => start()));
  const refused = answers.filter(({ status }) => status === 429);
  // Enough for two minutes: the next one may begin meanwhile.
  expect(refused.length).toBeGreaterThanOrEqual(5);
});
