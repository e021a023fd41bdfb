import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { createQueryClient } from './query-client.ts';

afterEach(() => onlineManager.setOnline(true));

test('what is asked without a network is asked, and answered, at once', async () => {
  onlineManager.setOnline(false);
  const client = createQueryClient(() => {});
  const read = client.fetchQuery({ queryKey: ['a'], queryFn: async () => 'there' });
  await expect(read).resolves.toBe('there');
  const mutationFn = vi.fn(() => Promise.reject(new Error('away')));
  const change = client.getMutationCache().build(client, { mutationFn });
  await expect(change.execute(undefined)).rejects.toThrow('away');
  expect(mutationFn).toHaveBeenCalledTimes(1);
});
