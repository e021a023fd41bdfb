import { expect, test, vi } from 'vitest';
import { createReadingPlaces } from './reading-places.ts';

/** Until whatever could begin has begun. */
const allIsDone = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const still = new AbortController().signal;

/** Work that ends when told, and what has begun so far. */
function scripted(
  count: number,
  limits = { mostWaiting: 10, longestWaitMs: 60_000 },
  now?: () => number,
) {
  const places = createReadingPlaces(count, limits, now);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, signal = still) => {
    const asked = places.take(name.slice(0, 1), signal, () => {
      begun.push(name);
      const { promise, resolve } = Promise.withResolvers<void>();
      ends.set(name, resolve);
      return promise;
    });
    // Whoever still waits when a test ends is refused long after it.
    asked.catch(() => {});
    return asked;
  };
  const end = async (name: string) => {
    await allIsDone();
    ends.get(name)?.();
    await allIsDone();
  };
  return { ask, begun, end };
}

test('one organization has half of the places while it is alone, and a quarter beside others', async () => {
  let now = 0;
  const { ask, begun, end } = scripted(4, undefined, () => now);
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) void ask(name);
  await allIsDone();
  expect(begun).toEqual(['a1', 'a2']);
  for (const name of ['b1', 'c1', 'b2']) void ask(name);
  await allIsDone();
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1']);
  await end('a1');
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1']);
  for (const name of ['b1', 'b2', 'c1']) await end(name);
  now = 5_001;
  void ask('a6');
  await allIsDone();
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'b2', 'a3']);
  await end('a2');
  expect(begun.slice(6)).toEqual(['a4']);
});

test('an organization that took more time than all others has one place beside them', async () => {
  let now = 0;
  const { ask, begun, end } = scripted(8, undefined, () => now);
  for (const name of ['a1', 'b1']) void ask(name);
  await allIsDone();
  now = 10;
  await end('b1');
  now = 100;
  await end('a1');
  for (const name of ['a2', 'a3', 'b2', 'b3']) void ask(name);
  await allIsDone();
  expect(begun).toEqual(['a1', 'b1', 'a2', 'b2', 'b3']);
  // What b takes now is more than what a took before.
  now = 400;
  for (const name of ['b2', 'b3']) await end(name);
  expect(begun.slice(5)).toEqual(['a3']);
  for (const name of ['a2', 'a3']) await end(name);
  // Nobody else asked for a while: what was taken before counts no more.
  now = 5_401;
  for (const name of ['a4', 'a5', 'a6']) void ask(name);
  await allIsDone();
  expect(begun.slice(6)).toEqual(['a4', 'a5', 'a6']);
});

test('one that searches without end rests between two searches beside others, and alone does not', async () => {
  let now = 0;
  const { ask, begun, end } = scripted(8, undefined, () => now);
  void ask('a1');
  await allIsDone();
  now = 1_500;
  await end('a1');
  // Alone: the next begins at once.
  void ask('a2');
  await allIsDone();
  expect(begun).toEqual(['a1', 'a2']);
  void ask('b1');
  await end('b1');
  now = 1_510;
  await end('a2');
  for (const name of ['a3', 'b2']) void ask(name);
  await allIsDone();
  expect(begun).toEqual(['a1', 'a2', 'b1', 'b2']);
  now = 1_531;
  await vi.waitFor(() => expect(begun.slice(4)).toEqual(['a3']));
  // What took long rests no longer than half a second, and others go on meanwhile.
  now = 2_500;
  await end('a3');
  void ask('a4');
  await end('b2');
  void ask('b3');
  now = 2_999;
  await end('b3');
  expect(begun.slice(5)).toEqual(['b3']);
  now = 3_001;
  void ask('b4');
  await allIsDone();
  expect(begun.slice(6)).toEqual(['a4', 'b4']);
});

test('organizations that wait have their turn one after the other', async () => {
  const { ask, begun, end } = scripted(1);
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1']) void ask(name);
  for (const name of ['a1', 'b1', 'c1', 'a2']) await end(name);
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'a3']);
});

test('who waits too long, and who comes when too many wait, is told to come again', async () => {
  const { ask, begun, end } = scripted(1, { mostWaiting: 1, longestWaitMs: 50 });
  void ask('a1');
  await allIsDone();
  const refused = { code: 'too_many_requests', retryAfterSeconds: 1 };
  const both = [ask('a2'), ask('a3')].map((asked) => expect(asked).rejects.toMatchObject(refused));
  await Promise.all(both);
  await end('a1');
  void ask('a4');
  await end('a4');
  expect(begun).toEqual(['a1', 'a4']);
});

test('who hangs up gives its turn away', async () => {
  const { ask, begun, end } = scripted(1);
  void ask('a1');
  const hangUp = new AbortController();
  const second = ask('a2', hangUp.signal);
  void ask('a3');
  hangUp.abort();
  await expect(second).rejects.toThrow(/abort/);
  await end('a1');
  expect(begun).toEqual(['a1', 'a3']);
});

test('work that fails gives its place back', async () => {
  const places = createReadingPlaces(1);
  const failing = places.take('a', still, () => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
  expect(await places.take('a', still, async () => 'done')).toBe('done');
});
