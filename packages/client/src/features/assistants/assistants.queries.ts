import { answerConsent, endAssistant, getConsent, listAssistants } from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

export const assistantsQuery = queryOptions({
  queryKey: ['assistants'],
  queryFn: ({ signal }) => callApi(listAssistants, undefined, { signal }),
});

export function useEndAssistant() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => callApi(endAssistant, { params: { id } }),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: assistantsQuery.queryKey }),
  });
}

/** What an assistant waits for. It is there once, so nothing asks for it again by itself. */
export const consentQuery = (id: string) =>
  queryOptions({
    queryKey: ['consent', id],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => (await callApi(getConsent, { params: { id } }, { signal })).data,
  });

/** Answers the assistant, and sends the browser on to where it waits. */
export function useAnswerConsent(id: string) {
  return useMutation({
    mutationFn: async (organizationId: string | null) => {
      const body =
        organizationId === null
          ? ({ answer: 'refuse' } as const)
          : ({ answer: 'allow', organization_id: organizationId } as const);
      return (await callApi(answerConsent, { params: { id }, body })).data.continue_at;
    },
    onSuccess: (address) => window.location.assign(address),
  });
}
