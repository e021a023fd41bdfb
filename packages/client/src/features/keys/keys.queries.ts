import { type CreateKeyRequest, createKey, listKeys, revokeKey } from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await callApi(listKeys, undefined, { signal })).data,
});

/** Answers the key too, which is kept nowhere: not in the cache of queries either. */
export function useCreateKey() {
  return useKeyChange(async (body: CreateKeyRequest) => (await callApi(createKey, { body })).data);
}

export function useRevokeKey() {
  return useKeyChange((id: string) => callApi(revokeKey, { params: { id } }));
}

function useKeyChange<Input, Output>(call: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    gcTime: 0,
    onSettled: () => void queryClient.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
}
