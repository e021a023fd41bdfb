import { expect, test } from 'vitest';
import { z } from 'zod';
import { EnvError, envNumber, readEnv } from './env.ts';

const schema = z.object({
  PORT: envNumber({ min: 1, max: 65535, default: 3000 }),
  SECRET: z.string().min(8, 'must have 8 characters'),
});

test('reads values, takes defaults, and takes an empty value as absent', () => {
  expect(readEnv(schema, { PORT: '', SECRET: 'long enough' })).toEqual({
    PORT: 3000,
    SECRET: 'long enough',
  });
});

test('names every bad variable and no value', () => {
  const read = () => readEnv(schema, { PORT: 'eighty', SECRET: 'canary' });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(/PORT: must be a number[\s\S]*SECRET: must have 8/);
  expect(read).not.toThrow(/eighty|canary/);
});
