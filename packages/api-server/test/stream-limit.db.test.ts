import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  // What applies where nothing is set.
  app = await startTestApp({ STREAMS_PER_PERSON: '' });
});
afterAll(() => app.close());

async function open(user: TestUser): Promise<{ status: number; close: () => void }> {
  const stop = new AbortController();
  const { status } = await fetch(`${app.url}/api/events`, {
    headers: { cookie: user.cookie },
    signal: stop.signal,
  });
  return { status, close: () => stop.abort() };
}

test('one person has twenty streams; the next is refused until one of them ends', async () => {
  const user = await app.signUp();
  const other = await app.signUp();
  await user.addMember(other, 'member');
  const streams = await Promise.all(Array.from({ length: 20 }, () => open(user)));
  expect(streams.map(({ status }) => status)).toEqual(Array(20).fill(200));
  const refused = await call(`${app.url}/api/events`, 'GET', { headers: { cookie: user.cookie } });
  expect([refused.status, refused.body.code]).toEqual([429, 'too_many_streams']);
  expect(refused.headers.get('retry-after')).toBe('30');
  const others = await open(other);
  expect(others.status).toBe(200);

  streams[0]?.close();
  const again = await waitFor(async () => {
    const stream = await open(user);
    return stream.status === 200 ? stream : undefined;
  });
  for (const { close } of [...streams, others, again]) close();
});
