import { expect, test } from 'vitest';
import { openResources } from './resources.ts';

test('closes in reverse order, once, and goes on after a failure', async () => {
  const closed: string[] = [];
  const resources = openResources();
  resources.add('database', () => closed.push('database'));
  resources.add('queue', () => Promise.reject(new Error('gone')));
  resources.add('server', () => closed.push('server'));
  await expect(resources.close()).rejects.toThrow('not everything could be closed');
  await expect(resources.close()).rejects.toThrow();
  expect(closed).toEqual(['server', 'database']);
});
