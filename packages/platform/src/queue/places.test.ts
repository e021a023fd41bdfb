import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { closeLine, DONE, openLine, quiet, stepByStep } from '../../test/line-of-batches.ts';

afterEach(closeLine);

describe('a batch beside the one before', () => {
  test('begins when that has claimed its place, and is committed and settled after it', async () => {
    const { attempts, handleBatch, begun } = stepByStep();
    const { push, settled } = openLine(2, handleBatch);
    push('abcdef');
    await quiet();
    expect(begun()).toEqual(['ab', 'cd']);
    attempts[1]?.go();
    await quiet();
    expect(begun()).toEqual(['ab', 'cd']);
    attempts[0]?.go();
    await quiet();
    expect(begun()).toEqual(['ab committed', 'cd committed', 'ef']);
    attempts[2]?.go();
    await quiet();
    expect(settled.join('')).toBe('abcdef');
  });

  test('does not begin beside one that claims nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const begun: string[] = [];
    const { push, settled } = openLine(2, async (messages) => {
      begun.push(messages.map(({ body }) => body.toString()).join(''));
      await promise;
      return messages.map(() => DONE);
    });
    push('abcd');
    await quiet();
    expect(begun).toEqual(['ab']);
    resolve();
    await quiet();
    expect(settled.join('')).toBe('abcd');
  });

  test('gives way when that fails, and is repeated after its parts; a third waits for both', async () => {
    const { attempts, handleBatch, begun } = stepByStep();
    const { push, settled, failures } = openLine(2, handleBatch);
    push('abcdef');
    await quiet();
    attempts[1]?.go();
    attempts[0]?.go(new Error('poison'));
    await quiet();
    expect(begun()).toEqual(['ab failed', 'cd gave way', 'a']);
    attempts[2]?.go();
    await quiet();
    attempts[3]?.go();
    await quiet();
    expect(begun()).toEqual(['ab failed', 'cd gave way', 'a committed', 'b committed', 'cd']);
    attempts[4]?.go();
    await quiet();
    expect(begun().slice(4)).toEqual(['cd committed', 'ef']);
    attempts[5]?.go();
    await quiet();
    expect(settled.join('')).toBe('abcdef');
    expect(failures).toHaveLength(1);
  });

  test('that fails for a reason of its own is split only when its turn has come', async () => {
    const { attempts, handleBatch, begun } = stepByStep();
    const { push, settled, failures } = openLine(2, handleBatch);
    push('abcd');
    await quiet();
    attempts[1]?.go(new Error('poison'));
    await quiet();
    expect(begun()).toEqual(['ab', 'cd failed']);
    expect(failures).toHaveLength(0);
    attempts[0]?.go();
    await quiet();
    expect(begun()).toEqual(['ab committed', 'cd failed', 'c']);
    expect(failures).toHaveLength(1);
    attempts[2]?.go();
    await quiet();
    attempts[3]?.go();
    await quiet();
    expect(settled.join('')).toBe('abcd');
  });

  test('commits nothing when that is given up for good', async () => {
    const { attempts, handleBatch, begun } = stepByStep();
    const { push, settled, failures, line } = openLine(2, handleBatch, {
      isReady: async () => false,
    });
    push('abcdef');
    await quiet();
    attempts[1]?.go();
    attempts[0]?.go(new Error('the database is away'));
    await quiet();
    expect(await line.failed).toMatchObject({ code: 'passing_failure' });
    expect(begun()).toEqual(['ab failed', 'cd gave way']);
    expect([settled.length, failures.length]).toEqual([0, 1]);
  });

  test('has its whole time from its turn on, not from its beginning', async () => {
    let calls = 0;
    const { push, settled, failures } = openLine(
      1,
      async (messages, place) => {
        calls += 1;
        place.claim();
        if (calls === 2) await place.turn;
        await wait(700);
        await place.turn;
        return messages.map(() => DONE);
      },
      { handlerLimitMs: 1_000 },
    );
    push('ab');
    await quiet();
    expect(calls).toBe(2);
    while (settled.length < 2) await wait(10);
    expect([calls, failures.length]).toEqual([2, 0]);
  });
});

test('whatever fails, and however long it takes, everything is committed once and in order', async () => {
  const step = fc.record({
    before: fc.nat(3),
    claims: fc.boolean(),
    after: fc.nat(3),
    fails: fc.oneof({ weight: 4, arbitrary: fc.constant('no') }, fc.constantFrom('early', 'late')),
  });
  const schedule = fc.record({
    size: fc.integer({ min: 1, max: 4 }),
    count: fc.integer({ min: 1, max: 25 }),
    steps: fc.array(step, { minLength: 1, maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(schedule, async ({ size, count, steps }) => {
      const committed: string[] = [];
      let calls = 0;
      const { push, settled } = openLine(size, async (messages, place) => {
        const at = calls;
        calls += 1;
        const { before, claims, after, fails } = steps[at] ?? WELL;
        for (let i = 0; i < before; i += 1) await turn();
        if (fails === 'early') throw new Error('early');
        if (claims) place.claim();
        for (let i = 0; i < after; i += 1) await turn();
        if (fails === 'late') throw new Error('late');
        await place.turn;
        committed.push(...messages.map(({ body }) => body.toString()));
        return messages.map(() => DONE);
      });
      const names = LETTERS.slice(0, count);
      push(names);
      while (settled.length < count) await turn();
      await closeLine();
      const parked = settled.filter((name) => name.startsWith('!'));
      expect(settled.map((name) => name.replace('!', '')).join('')).toBe(names);
      const others = [...names].filter((name) => !parked.includes(`!${name}`));
      expect(committed.join('')).toBe(others.join(''));
    }),
    { numRuns: 60 },
  );
}, 60_000);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** What a schedule ends with, or everything would be parked. */
const WELL = { before: 0, claims: true, after: 1, fails: 'no' };
