import { listDataSourceRuns, type RecordedRunKind } from '@rita/contracts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { callApi } from '../../lib/call-api.ts';

const PAGE_SIZE = 20;
/** Syncs that the charts look back on. */
const SYNCS_IN_CHARTS = 50;

const keyOf = (connectionId: string) => ['runs', connectionId] as const;

/** The runs of a connection, newest first, page by page. */
export function runsQuery(connectionId: string, kind: RecordedRunKind | undefined) {
  return infiniteQueryOptions({
    queryKey: [...keyOf(connectionId), 'list', kind ?? null],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listDataSourceRuns,
        {
          params: { id: connectionId },
          query: {
            limit: PAGE_SIZE,
            ...(pageParam === '' ? {} : { cursor: pageParam }),
            ...(kind === undefined ? {} : { kind }),
          },
        },
        { signal },
      ),
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** The last syncs, for the charts. */
export function lastSyncsQuery(connectionId: string) {
  return queryOptions({
    queryKey: [...keyOf(connectionId), 'last-syncs'],
    queryFn: async ({ signal }) => {
      const query = { kind: 'sync', limit: SYNCS_IN_CHARTS } as const;
      const asked = { params: { id: connectionId }, query };
      return (await callApi(listDataSourceRuns, asked, { signal })).data;
    },
  });
}

/** Reads the runs anew whenever `mark` changes. */
export function useFreshRuns(connectionId: string, mark: string): void {
  const queryClient = useQueryClient();
  const seen = useRef(mark);
  useEffect(() => {
    if (seen.current === mark) return;
    seen.current = mark;
    void queryClient.invalidateQueries({ queryKey: keyOf(connectionId) });
  }, [queryClient, connectionId, mark]);
}
