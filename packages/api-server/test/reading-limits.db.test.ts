import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROBLEMS, type ProblemCode } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS_CONNECTOR } from './access-steps.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

const PER_PERSON = 20;
const PER_ORGANIZATION = 30;
const EMPTY = { data: [], next_cursor: null, total: 0 };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    READS_PER_PERSON: String(PER_PERSON),
    READS_PER_ORGANIZATION: String(PER_ORGANIZATION),
  });
  app.receiver.pages.set('/connector', ACCESS_CONNECTOR);
});
afterAll(() => app.close());
afterEach(() => void app.receiver.pages.set('/documents/search', EMPTY));

const search = (user: TestUser, query = 'tea') =>
  user.api('GET', `/api/documents?query=${encodeURIComponent(query)}`);

/** A connector that answers no search until it is told to. */
function holdSearches() {
  const held: ServerResponse[] = [];
  app.receiver.pages.set('/documents/search', (_: IncomingMessage, response: ServerResponse) => {
    held.push(response);
  });
  const answerAll = () => {
    for (const response of held) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(EMPTY));
    }
  };
  return { held, answerAll };
}

async function colleagueOf(user: TestUser): Promise<TestUser> {
  const colleague = await app.signUp('Colleague');
  await user.addMember(colleague, 'member');
  return colleague;
}

test('a search of too many words is refused before the connector hears of it', async () => {
  const user = await app.signUp();
  const before = app.receiver.asked.length;
  const words = Array.from({ length: 17 }, (_, at) => `word${at}`).join(' ');
  const { status, body } = await search(user, words);
  expect([status, body.code]).toEqual([400, 'too_many_words']);
  expect(app.receiver.asked).toHaveLength(before);
});

test('one person asks four questions at once; a colleague and others are not held up by that', async () => {
  const user = await app.signUp();
  const colleague = await colleagueOf(user);
  const stranger = await app.signUp();
  const { held, answerAll } = holdSearches();
  const four = Array.from({ length: 4 }, () => search(user));
  await waitFor(() => held.length === 4);
  const fifth = await search(user);
  expect([fifth.status, fifth.body.code]).toEqual([429, 'too_many_requests']);
  expect(fifth.headers.get('retry-after')).toBe('1');
  const others = [search(colleague), search(stranger)];
  await waitFor(() => held.length === 6);
  answerAll();
  for (const { status } of await Promise.all([...four, ...others])) expect(status).toBe(200);
  app.receiver.pages.set('/documents/search', EMPTY);
  expect((await search(user)).status).toBe(200);
});

test('so many a minute of one person, and so many of all members together', async () => {
  const user = await app.signUp();
  const colleague = await colleagueOf(user);
  const stranger = await app.signUp();
  const ask = async (who: TestUser, count: number) => {
    const statuses: number[] = [];
    for (let at = 0; at < count; at += 1) statuses.push((await search(who)).status);
    return statuses.filter((status) => status === 429).length;
  };
  expect(await ask(user, PER_PERSON + 2)).toBe(2);
  expect(await ask(colleague, PER_ORGANIZATION - PER_PERSON + 1)).toBe(1);
  expect(await ask(stranger, 1)).toBe(0);
});

test('whoever hangs up is not searched for any longer', async () => {
  const user = await app.signUp();
  const { held } = holdSearches();
  const hangUp = new AbortController();
  const asked = fetch(`${app.url}/api/documents?query=tea`, {
    headers: { cookie: user.cookie },
    signal: hangUp.signal,
  });
  await waitFor(() => held.length === 1);
  hangUp.abort();
  await expect(asked).rejects.toThrow();
  await waitFor(() => held[0]?.destroyed);
});

describe('what the connector refuses', () => {
  const refuse = (code: ProblemCode) => (_: IncomingMessage, response: ServerResponse) => {
    const { status, title, remedy } = PROBLEMS[code];
    const headers = { 'content-type': 'application/problem+json', 'retry-after': '7' };
    const problem = { type: 'about:blank', title, status, code, detail: remedy };
    response.writeHead(status, headers).end(JSON.stringify(problem));
  };

  test.each([
    ['too_many_requests', 429, '7'],
    ['search_took_too_long', 422, '7'],
  ] as const)('%s reaches whoever asked', async (code, status, retryAfter) => {
    app.receiver.pages.set('/documents/search', refuse(code));
    const answer = await search(await app.signUp());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
  });

  test.each(['invalid_signature', 'internal_error', 'forbidden'] as const)(
    '%s is between the two services',
    async (code) => {
      app.receiver.pages.set('/documents/search', refuse(code));
      const answer = await search(await app.signUp());
      expect([answer.status, answer.body.code]).toEqual([502, 'documents_unavailable']);
    },
  );
});
