import {
  type AlertKind,
  createChangeWebhook,
  deleteChangeWebhook,
  getChangeWebhook,
  rotateChangeWebhookSecret,
  testChangeWebhook,
  updateChangeWebhook,
  type WebhookTopic,
} from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** Owners and admins only. */
export const changeWebhookQuery = (topic: WebhookTopic) =>
  queryOptions({
    queryKey: ['change-webhook', topic],
    queryFn: async ({ signal }) =>
      (await callApi(getChangeWebhook, { params: { topic } }, { signal })).data,
  });

/** Answers the secret too, which is kept nowhere: not in the cache of queries either. */
export function useCreateChangeWebhook(topic: WebhookTopic) {
  return useChange(topic, async (url: string) => {
    return (await callApi(createChangeWebhook, { params: { topic }, body: { url } })).data;
  });
}

export function useRotateSecret(topic: WebhookTopic) {
  return useChange(
    topic,
    async () => (await callApi(rotateChangeWebhookSecret, { params: { topic } })).data,
  );
}

export function useSwitchChangeWebhook(topic: WebhookTopic) {
  return useChange(topic, (isOn: boolean) =>
    callApi(updateChangeWebhook, { params: { topic }, body: { is_on: isOn } }),
  );
}

/** One after another, so that the last click is what counts. */
export function useChooseKinds() {
  const topic = 'alerts';
  return useChange(
    topic,
    (kinds: AlertKind[]) => callApi(updateChangeWebhook, { params: { topic }, body: { kinds } }),
    'kinds',
  );
}

export function useTestChangeWebhook(topic: WebhookTopic) {
  return useChange(
    topic,
    async () => (await callApi(testChangeWebhook, { params: { topic } })).data,
  );
}

export function useDeleteChangeWebhook(topic: WebhookTopic) {
  return useChange(topic, () => callApi(deleteChangeWebhook, { params: { topic } }));
}

function useChange<Input, Output>(
  topic: WebhookTopic,
  call: (input: Input) => Promise<Output>,
  part?: string,
) {
  const queryClient = useQueryClient();
  const { queryKey } = changeWebhookQuery(topic);
  return useMutation({
    mutationFn: call,
    ...(part === undefined ? {} : { scope: { id: `${topic} ${part}` } }),
    gcTime: 0,
    onSettled: () => void queryClient.invalidateQueries({ queryKey }),
  });
}
