import {
  createChangeWebhook,
  deleteChangeWebhook,
  getChangeWebhook,
  rotateChangeWebhookSecret,
  testChangeWebhook,
  updateChangeWebhook,
} from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** Owners and admins only. */
export const changeWebhookQuery = queryOptions({
  queryKey: ['change-webhook'],
  queryFn: async ({ signal }) => (await callApi(getChangeWebhook, undefined, { signal })).data,
});

/** Answers the secret too, which is kept nowhere: not in the cache of queries either. */
export function useCreateChangeWebhook() {
  return useChange(async (url: string) => {
    return (await callApi(createChangeWebhook, { body: { url } })).data;
  });
}

export function useRotateSecret() {
  return useChange(async () => (await callApi(rotateChangeWebhookSecret)).data);
}

export function useSwitchChangeWebhook() {
  return useChange((isOn: boolean) => callApi(updateChangeWebhook, { body: { is_on: isOn } }));
}

export function useTestChangeWebhook() {
  return useChange(async () => (await callApi(testChangeWebhook)).data);
}

export function useDeleteChangeWebhook() {
  return useChange(() => callApi(deleteChangeWebhook));
}

function useChange<Input, Output>(call: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    gcTime: 0,
    onSettled: () => void queryClient.invalidateQueries({ queryKey: changeWebhookQuery.queryKey }),
  });
}
