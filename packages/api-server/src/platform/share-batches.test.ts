import { expect, test } from 'vitest';
import { shareBatches } from './share-batches.ts';

/** Work that ends when it is told to. */
function startedByHand() {
  const begun: { items: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const share = shareBatches<string>((items) => {
    const { promise, resolve: end, reject: fail } = Promise.withResolvers<void>();
    begun.push({ items, end, fail });
    return promise;
  });
  return { begun, share };
}

test('the first begins at once, and what comes meanwhile shares the next, in order', async () => {
  const { begun, share } = startedByHand();
  const all = ['a', 'b', 'c'].map(share);
  expect(begun.map(({ items }) => items)).toEqual([['a']]);
  begun[0]?.end();
  await all[0];
  expect(begun[1]?.items).toEqual(['b', 'c']);
  begun[1]?.end();
  await Promise.all(all);
  const later = share('d');
  expect(begun[2]?.items).toEqual(['d']);
  begun[2]?.end();
  await later;
});

test('nobody is told that it is done before it is', async () => {
  const { begun, share } = startedByHand();
  const settled: string[] = [];
  const noted = ['a', 'b'].map((item) => share(item).then(() => settled.push(item)));
  begun[0]?.end();
  await noted[0];
  expect(settled).toEqual(['a']);
  begun[1]?.end();
  await Promise.all(noted);
  expect(settled).toEqual(['a', 'b']);
});

test('a batch that fails fails for its own, and the next is begun', async () => {
  const { begun, share } = startedByHand();
  const first = share('a');
  const second = share('b');
  begun[0]?.fail(new Error('away'));
  await expect(first).rejects.toThrow('away');
  expect(begun[1]?.items).toEqual(['b']);
  begun[1]?.end();
  await second;
});

test('a batch is no larger than what one statement should hold', async () => {
  const sizes: number[] = [];
  const share = shareBatches<number>(async (items) => void sizes.push(items.length));
  await Promise.all(Array.from({ length: 1_201 }, (_, at) => share(at)));
  expect(sizes).toEqual([1, 500, 500, 200]);
});
