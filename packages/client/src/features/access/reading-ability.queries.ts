import { ACCESS_ABILITY, getConnector } from '@rita/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** What the connector says of how it reads permissions; by itself, as the first page needs no more of them. */
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
