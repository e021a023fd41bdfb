import { randomUUID } from 'node:crypto';
import { questionClaim } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanUp } from '../src/platform/housekeeping.ts';
import { openConnectorApp } from './connector-app.ts';
import { webhook } from './test-connector.ts';

let at: Awaited<ReturnType<typeof openConnectorApp>>;
beforeAll(async () => {
  at = await openConnectorApp();
});
afterAll(() => at.close());

const send = async (path: string, content: object, id?: string) =>
  (await at.post(path, content, id)).statusCode;

const owner = {
  tenant_id: 'org-1',
  connection_id: randomUUID(),
  connection_type: 'confluence',
};
/** What the app asks, by path: each is answered with 200 by a connector that knows nothing. */
const QUESTIONS = {
  '/documents/search': { tenant_id: 'org-1', limit: 5 },
  '/documents/get': { tenant_id: 'org-1', document_id: randomUUID() },
  '/documents/changes': { tenant_id: 'org-1', limit: 5 },
  '/documents/export': { tenant_id: 'org-1' },
  '/failed-items/list': { ...owner, limit: 5 },
  '/previews/start': { ...owner, preview_id: randomUUID(), settings: {} },
  '/previews/get': { ...owner, preview_id: randomUUID() },
  '/access/match': { tenant_id: 'org-1', people: [] },
  '/access/accounts': { ...owner, query: 'ada' },
  '/access/assign': { ...owner, person_id: 'ada', account_id: null },
  '/access/explain': { tenant_id: 'org-1', document_id: randomUUID() },
  '/queries/try': { ...owner, settings: {}, query: 'tea' },
};
const PATHS = Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[];

describe.each(PATHS)('%s', (path) => {
  const question = { ...QUESTIONS[path], request: questionClaim('POST', path) };

  test('is answered once for an id', async () => {
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(path, question, id)));
    expect(answers.toSorted()).toEqual([200, ...Array(9).fill(401)]);
  });

  test.each([...PATHS, '/webhook', '/'])('signed for %s counts there only', async (other) => {
    const signed = { ...question, request: questionClaim('POST', other as `/${string}`) };
    expect(await send(path, signed)).toBe(other === path ? 200 : 401);
    expect(await send(path, { ...question, request: questionClaim('GET', path) })).toBe(401);
  });

  test('a webhook is no question, whatever else it says', async () => {
    const { request: _, ...without } = question;
    expect(await send(path, without)).toBe(401);
    expect(await send(path, { ...webhook({ source: 'https://a.example' }), ...without })).toBe(401);
  });

  test('and a question is no webhook', async () => {
    expect(await send('/webhook', question)).toBe(400);
  });
});

test('no signed route is missing here', () => {
  const posts = at.app.printRoutes({ commonPrefix: false }).match(/\(POST\)/g);
  expect(posts).toHaveLength([...PATHS, '/webhook', '/'].length);
});

test('what was asked is forgotten once its signature counts no more', async () => {
  const { database } = at;
  const { kysely } = database;
  const old = { id: 'old', taken_at: new Date(Date.now() - 31 * 60_000) };
  const recent = { id: 'recent', taken_at: new Date(Date.now() - 11 * 60_000) };
  await kysely.insertInto('taken_questions').values([old, recent]).execute();
  await cleanUp(database);
  const left = await kysely.selectFrom('taken_questions').select('id').execute();
  const ids = left.map(({ id }) => id);
  expect(ids).toContain('recent');
  expect(ids).not.toContain('old');
});
