import { assignAccount, findSourceAccounts, getOwnMatches, listPeople } from '@rita/contracts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** How the members are known at the sources; owners and admins. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: async ({ signal }) => (await callApi(listPeople, undefined, { signal })).data,
});

/** How one is known oneself. */
export const ownMatchesQuery = queryOptions({
  queryKey: ['account', 'matches'],
  queryFn: async ({ signal }) => (await callApi(getOwnMatches, undefined, { signal })).data,
});

/** Accounts of a source whose name or address has the words. */
export function sourceAccountsQuery(connectionId: string, query: string) {
  return queryOptions({
    queryKey: ['source-accounts', connectionId, query],
    queryFn: async ({ signal }) => {
      const asked = { params: { id: connectionId }, query: { query } };
      return (await callApi(findSourceAccounts, asked, { signal })).data;
    },
    placeholderData: keepPreviousData,
  });
}

/** Null takes an assignment back. */
export function useAssignAccount(place: { connectionId: string; personId: string }) {
  const queryClient = useQueryClient();
  const params = { id: place.connectionId, person_id: place.personId };
  return useMutation({
    mutationFn: (account_id: string | null) =>
      callApi(assignAccount, { params, body: { account_id } }),
    onSettled: () => {
      for (const key of ['people', 'account', 'documents', 'document-access']) {
        void queryClient.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
