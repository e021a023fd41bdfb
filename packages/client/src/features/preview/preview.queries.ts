import { getPreview, type StartPreviewRequest, startPreview } from '@rita/contracts';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** A preview has no live events: whoever waits for it looks again. */
const LOOK_EVERY_MS = 1000;

function previewQuery(connectionId: string, previewId: string) {
  return queryOptions({
    queryKey: ['preview', connectionId, previewId],
    queryFn: async ({ signal }) => {
      const params = { id: connectionId, preview_id: previewId };
      return (await callApi(getPreview, { params }, { signal })).data;
    },
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_EVERY_MS : false),
  });
}

/** Starts a preview and follows it to its end. */
export function usePreview(connectionId: string) {
  const starting = useMutation({
    mutationFn: async (body: StartPreviewRequest) =>
      (await callApi(startPreview, { params: { id: connectionId }, body })).data.preview_id,
  });
  const previewId = starting.data ?? '';
  const looking = useQuery({
    ...previewQuery(connectionId, previewId),
    enabled: previewId !== '' && !starting.isPending,
  });
  return {
    start: starting.mutate,
    preview: starting.isPending ? undefined : looking.data,
    isRunning:
      starting.isPending ||
      (previewId !== '' && (looking.data?.state ?? 'running') === 'running' && !looking.error),
    error: starting.error ?? (looking.data === undefined ? looking.error : null),
  };
}
