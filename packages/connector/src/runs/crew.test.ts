import { expect, test } from 'vitest';
import { createCrew } from './crew.ts';

test('one of the free looks; who found something sends the next, and looks again when it is done', async () => {
  const crew = createCrew();
  const looks: string[] = [];
  const first = crew.join(() => looks.push('first'));
  const second = crew.join(() => looks.push('second'));
  crew.wake();
  expect(looks.splice(0)).toEqual(['first']);
  const job = Promise.withResolvers<string>();
  const isDone = first(() => job.promise);
  expect(looks.splice(0)).toEqual(['second']);
  const other = second(async () => {
    throw new Error('failed');
  });
  // Nobody is free while both are at work.
  await expect(other).rejects.toThrow('failed');
  expect(looks.splice(0)).toEqual(['second']);
  job.resolve('done');
  expect(await isDone).toBe('done');
  expect(looks.splice(0)).toEqual(['first']);
});

test('where all are at work nobody is sent', async () => {
  const crew = createCrew();
  const looks: string[] = [];
  const only = crew.join(() => looks.push('only'));
  const job = Promise.withResolvers<void>();
  const isDone = only(() => job.promise);
  crew.wake();
  expect(looks).toEqual([]);
  job.resolve();
  await isDone;
  expect(looks).toEqual(['only']);
});
