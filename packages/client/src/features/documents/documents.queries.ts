import { getDocument, searchDocuments } from '@rita/contracts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

export type DocumentSearch = { query: string; connectionId: string | undefined };

/** Pages of what the search finds, or of everything, newest first, when the query is empty. */
export function documentsQuery({ query, connectionId }: DocumentSearch) {
  return infiniteQueryOptions({
    queryKey: ['documents', { query, connectionId }],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        searchDocuments,
        {
          query: {
            ...(query === '' ? {} : { query }),
            ...(connectionId === undefined ? {} : { connection_id: connectionId }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function documentQuery(id: string) {
  return queryOptions({
    queryKey: ['document', id],
    queryFn: async ({ signal }) =>
      (await callApi(getDocument, { params: { id } }, { signal })).data,
  });
}
