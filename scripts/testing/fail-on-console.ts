import { format } from 'node:util';
import { afterEach, expect } from 'vitest';

/**
 * A test that expects noise takes it away first:
 * `vi.spyOn(console, 'error').mockImplementation(() => {})`.
 */
const heard: string[] = [];

for (const level of ['error', 'warn'] as const) {
  const write = console[level];
  console[level] = (...parts: unknown[]) => {
    heard.push(`${level}: ${format(...parts)}`);
    write(...parts);
  };
}

afterEach(() => {
  expect(heard.splice(0), 'unexpected console.error or console.warn').toEqual([]);
});
