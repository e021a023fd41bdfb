import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  configured,
  rowOf,
  SITE,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
  waitForIdle,
} from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const ELSEWHERE = { ...SITE, url: 'https://people.atlassian.net' };
const OPENED = {
  'to everybody': (owner: TestUser, id: string) =>
    owner.api('PUT', `/api/data-sources/${id}/access`, { mode: 'everyone' }),
  'to a key': (owner: TestUser, id: string) =>
    owner.api('POST', '/api/keys', {
      ...{ kind: 'organization', name: 'a program', scopes: ['documents:read'] },
      connections: [id],
    }),
};
const WAYS = {
  'by saving': (user: TestUser, id: string, settings: object) =>
    user.api('PUT', `/api/data-sources/${id}`, { settings }),
  'by verifying': (user: TestUser, id: string, settings: object) =>
    user.api('POST', `/api/data-sources/${id}/verify`, { settings, credentials: TOKEN }),
};

async function begin() {
  const owner = await app.signUp();
  const admin = await app.signUp();
  const { id } = await configured(app, owner);
  await owner.addMember(admin, 'admin');
  return { owner, admin, id };
}

describe.each(Object.entries(OPENED))('what an owner opened %s', (_, open) => {
  test.each(Object.entries(WAYS))(
    'is led to another source by an owner alone: %s',
    async (__, lead) => {
      const { owner, admin, id } = await begin();
      expect((await open(owner, id)).status).toBeLessThan(300);
      const refused = await lead(admin, id, ELSEWHERE);
      expect([refused.status, refused.body.code]).toEqual([403, 'owner_required']);
      expect(await rowOf(app, id)).toMatchObject({ settings: { url: SITE.url }, run_id: null });
      // The same source, however it is written, and what is read of it.
      const same = { ...SITE, url: `${SITE.url}/`, spaces: ['ENG'] };
      expect((await lead(admin, id, same)).status).toBeLessThan(300);
      await owner.api('POST', `/api/data-sources/${id}/cancel`);
      await waitForIdle(app, id);
      expect((await lead(owner, id, ELSEWHERE)).status).toBeLessThan(300);
    },
  );
});

test('what nobody opened, an admin leads elsewhere', async () => {
  const { admin, id } = await begin();
  expect((await WAYS['by saving'](admin, id, ELSEWHERE)).status).toBe(200);
});

test('what was opened before it led anywhere, an admin sets up', async () => {
  const owner = await app.signUp();
  const admin = await app.signUp();
  await owner.addMember(admin, 'admin');
  const { id } = await owner.seeded();
  await OPENED['to everybody'](owner, id);
  expect((await WAYS['by saving'](admin, id, SITE)).status).toBe(200);
});
