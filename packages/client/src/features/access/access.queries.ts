import {
  ACCESS_ABILITY,
  cancelAccessCheck,
  checkAccess,
  getConnector,
  getDocumentAccess,
  type UpdateAccessRequest,
  updateAccess,
} from '@rita/contracts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { applyConnection, DATA_SOURCES_KEY } from '../data-sources/data-sources.cache.ts';

const readingQuery = queryOptions({
  queryKey: ['connector-reading'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => {
    const { data, sealing } = await callApi(getConnector, undefined, { signal });
    return {
      // Of one that is away nobody can tell.
      isUnable: sealing.reachable && !data?.abilities.includes(ACCESS_ABILITY),
      staleLimitHours: data?.access_stale_limit_hours,
    };
  },
});

/** Whether the connector cannot read who may read what; false until it has said so. */
export function useIsUnableToRead(): boolean {
  return useQuery(readingQuery).data?.isUnable ?? false;
}

/** For how long the connector believes what it has read; undefined until it has said so. */
export function useStaleLimitHours(): number | undefined {
  return useQuery(readingQuery).data?.staleLimitHours;
}

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
