import { addDomain, checkDomain, listDomains, removeDomain } from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** Owners only. */
export const domainsQuery = queryOptions({
  queryKey: ['domains'],
  queryFn: async ({ signal }) => (await callApi(listDomains, undefined, { signal })).data,
});

export function useAddDomain() {
  return useDomainChange((domain: string) => callApi(addDomain, { body: { domain } }));
}

export function useCheckDomain() {
  return useDomainChange((id: string) => callApi(checkDomain, { params: { id } }));
}

export function useRemoveDomain() {
  return useDomainChange((id: string) => callApi(removeDomain, { params: { id } }));
}

function useDomainChange(call: (input: string) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: () => {
      // It decides over whose address counts, one's own among them.
      for (const key of ['domains', 'people', 'account', 'documents']) {
        void queryClient.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
