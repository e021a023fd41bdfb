import { type AlertSettings, getAlertSettings, updateAlertSettings } from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** What the person who is signed in is told by mail about the organization in use. */
export const alertSettingsQuery = queryOptions({
  queryKey: ['alert-settings'],
  queryFn: async ({ signal }) => (await callApi(getAlertSettings, undefined, { signal })).data,
});

export function useSaveAlertSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: AlertSettings) => callApi(updateAlertSettings, { body }),
    onSuccess: ({ data }) => queryClient.setQueryData(alertSettingsQuery.queryKey, data),
  });
}
