import {
  cancelAccessCheck,
  checkAccess,
  getDocumentAccess,
  type UpdateAccessRequest,
  updateAccess,
} from '@rita/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { applyConnection, DATA_SOURCES_KEY } from '../data-sources/data-sources.cache.ts';

/** Answers as soon as the reading runs; its result arrives as a live event. */
export function useCheckAccess(id: string) {
  return useReadingChange(() => callApi(checkAccess, { params: { id } }));
}

export function useCancelAccessCheck(id: string) {
  return useReadingChange(() => callApi(cancelAccessCheck, { params: { id } }));
}

export function useUpdateAccess(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: UpdateAccessRequest) =>
      (await callApi(updateAccess, { params: { id }, body })).data,
    onSuccess: (row) => {
      applyConnection(queryClient, row);
      // Other documents are found from now on.
      void queryClient.invalidateQueries({ queryKey: ['documents'] });
      void queryClient.invalidateQueries({ queryKey: ['document-access'] });
    },
  });
}

/** Who may read a document; owners may ask about a member (`personId`, of the membership). */
export function documentAccessQuery(id: string, personId?: string) {
  return queryOptions({
    queryKey: ['document-access', id, personId ?? null],
    queryFn: async ({ signal }) => {
      const query = personId === undefined ? {} : { person_id: personId };
      return (await callApi(getDocumentAccess, { params: { id }, query }, { signal })).data;
    },
  });
}

/** The answers hold no row, so the list is read anew in case the stream is down. */
function useReadingChange(call: () => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSettled: () => queryClient.invalidateQueries({ queryKey: DATA_SOURCES_KEY }),
  });
}
