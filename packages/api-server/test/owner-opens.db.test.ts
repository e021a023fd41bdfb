import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

// Settings that let people find more than the source says of them are an owner's to choose.

let app: TestApp;
let owner: TestUser;
let admin: TestUser;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  admin = await app.signUp();
  await owner.addMember(admin, 'admin');
  await owner.api('POST', '/api/data-sources/seed');
});
afterAll(() => app.close());

type Listed = { id: string; type: string };

async function pathOf(type: string): Promise<string> {
  const { body } = await owner.api('GET', '/api/data-sources');
  const found = (body.data as Listed[]).find((one) => one.type === type);
  return `/api/data-sources/${found?.id}`;
}

const incidents = (more: object) => ({ tables: [{ table: 'incident', ...more }] });

describe.each([
  ['websearch', { internal_pages: 'everyone' }, { internal_pages: null }],
  ['sharepoint', { organization_links: 'members' }, { organization_links: 'ignore' }],
  ['servicenow', incidents({ access: 'matched' }), incidents({ access: 'nobody' })],
])('%s', (type, opening, closing) => {
  test('an admin opens nothing by settings, neither when they are saved nor with a verification', async () => {
    const path = await pathOf(type);
    for (const refused of [
      await admin.api('PUT', path, { settings: opening }),
      await admin.api('POST', `${path}/verify`, { settings: opening }),
    ]) {
      expect([refused.status, refused.body.code]).toEqual([403, 'owner_required']);
    }
    expect((await owner.api('PUT', path, { settings: opening })).status).toBe(200);
    // What is open already does not stand in the way of anything else, and anybody may close it.
    expect((await admin.api('PUT', path, { name: 'Another name', settings: opening })).status).toBe(
      200,
    );
    expect((await admin.api('PUT', path, { settings: closing })).status).toBe(200);
    expect((await admin.api('PUT', path, { settings: opening })).status).toBe(403);
  });
});

test('nor when a connection is made', async () => {
  const path = await pathOf('websearch');
  expect((await owner.api('DELETE', path)).status).toBeLessThan(300);
  const wanted = { type: 'websearch', settings: { internal_pages: 'everyone' } };
  const refused = await admin.api('POST', '/api/data-sources', wanted);
  expect([refused.status, refused.body.code]).toEqual([403, 'owner_required']);
  expect((await owner.api('POST', '/api/data-sources', wanted)).status).toBe(201);
});

test('groups outside of which nobody finds anything are taken away by an owner alone', async () => {
  const path = await pathOf('sharepoint');
  const only_groups = ['00000000-0000-4000-8000-000000000001'];
  expect((await admin.api('PUT', path, { settings: { only_groups } })).status).toBe(200);
  const refused = await admin.api('PUT', path, { settings: { only_groups: null } });
  expect([refused.status, refused.body.code]).toEqual([403, 'owner_required']);
});

test('no key gives an owner’s word, be it an owner’s own', async () => {
  const made = await owner.api('POST', '/api/keys', {
    ...{ kind: 'personal', name: 'a program', scopes: ['sources:read', 'sources:write'] },
  });
  const withKey = async (method: string, path: string, body: object) => {
    const headers = {
      authorization: `Bearer ${made.body.data.key}`,
      'content-type': 'application/json',
    };
    const answer = await fetch(`${app.url}${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
  };
  const path = await pathOf('websearch');
  const settings = { internal_pages: 'everyone' };
  await owner.api('PUT', path, { settings: { internal_pages: null } });
  expect(await withKey('PUT', path, { settings })).toEqual({ status: 403, code: 'owner_required' });
  expect(await withKey('PUT', path, { name: 'By a program' })).toMatchObject({ status: 200 });
  await owner.api('DELETE', path);
  const wanted = { type: 'websearch', settings };
  expect(await withKey('POST', '/api/data-sources', wanted)).toEqual({
    ...{ status: 403, code: 'owner_required' },
  });
  expect((await owner.api('POST', '/api/data-sources', wanted)).status).toBe(201);
});
