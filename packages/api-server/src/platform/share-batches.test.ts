import { expect, test } from 'vitest';
import { shareBatches } from './share-batches.ts';

/** Work that ends when it is told to. */
function startedByHand() {
  const begun: { items: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const share = shareBatches<string, string>((items) => {
    const { promise, resolve: end, reject: fail } = Promise.withResolvers<void>();
    begun.push({ items, end, fail });
    return promise.then(() => items.map((item) => `${item} is done`));
  });
  return { begun, share };
}

/** What came in one moment is looked at in the next. */
const nextTurn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('what comes in one moment begins at once, and what comes meanwhile shares the next, in order', async () => {
  const { begun, share } = startedByHand();
  const first = ['a', 'b'].map(share);
  await nextTurn();
  expect(begun.map(({ items }) => items)).toEqual([['a', 'b']]);
  const next = ['c', 'd'].map(share);
  begun[0]?.end();
  expect(await Promise.all(first)).toEqual(['a is done', 'b is done']);
  await nextTurn();
  expect(begun[1]?.items).toEqual(['c', 'd']);
  begun[1]?.end();
  expect(await Promise.all(next)).toEqual(['c is done', 'd is done']);
  await nextTurn();
  const later = share('e');
  await nextTurn();
  expect(begun[2]?.items).toEqual(['e']);
  begun[2]?.end();
  await later;
});

test('nobody is told that it is done before it is', async () => {
  const { begun, share } = startedByHand();
  const settled: string[] = [];
  const note = (item: string) => share(item).then(() => settled.push(item));
  const noted = [note('a')];
  await nextTurn();
  noted.push(note('b'));
  begun[0]?.end();
  await noted[0];
  await nextTurn();
  expect(settled).toEqual(['a']);
  begun[1]?.end();
  await Promise.all(noted);
  expect(settled).toEqual(['a', 'b']);
});

test('a batch that fails fails for its own, and the next is begun', async () => {
  const { begun, share } = startedByHand();
  const first = share('a');
  await nextTurn();
  const second = share('b');
  begun[0]?.fail(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await nextTurn();
  expect(begun[1]?.items).toEqual(['b']);
  begun[1]?.end();
  await second;
});

test('a batch is no larger than what one statement should hold', async () => {
  const sizes: number[] = [];
  const share = shareBatches<number, number>(async (items) => {
    sizes.push(items.length);
    return items;
  });
  await Promise.all(Array.from({ length: 1_201 }, (_, at) => share(at)));
  expect(sizes).toEqual([500, 500, 201]);
});

test('a batch ends with what takes it past its size, and holds at least one', async () => {
  const batches: number[][] = [];
  const share = shareBatches<number, number>(
    async (items) => {
      batches.push(items);
      return items;
    },
    { sizeOf: (item) => item, maxSize: 10 },
  );
  expect(await Promise.all([4, 5, 6, 1, 99, 2].map(share))).toEqual([4, 5, 6, 1, 99, 2]);
  expect(batches).toEqual([[4, 5, 6], [1, 99], [2]]);
});
