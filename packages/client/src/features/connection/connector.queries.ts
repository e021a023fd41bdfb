import {
  type DataSourceConnection,
  getConnector,
  listFailedItems,
  listSampleSources,
} from '@rita/contracts';
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useQuery,
} from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** The connector behind the app: its key and the types that it can read; null when it does not say. */
export const connectorQuery = queryOptions({
  queryKey: ['connector'],
  // The key may change when the connector is set up anew; the browser must not seal for an old one.
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await callApi(getConnector, undefined, { signal })).data,
});

/** Whether the connector can do more than every connector must; false until it has said so. */
export function useConnectorAbility(ability: string): boolean {
  const { data } = useQuery(connectorQuery);
  return data?.abilities.includes(ability) ?? false;
}

/** What could not be read, as of the sync that ended last. */
export function failedItemsQuery({ id, version }: Pick<DataSourceConnection, 'id' | 'version'>) {
  return infiniteQueryOptions({
    queryKey: ['failed-items', id, version],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listFailedItems,
        { params: { id }, query: pageParam === undefined ? {} : { cursor: pageParam } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Sample servers for trials; empty in production. */
export const sampleSourcesQuery = queryOptions({
  queryKey: ['sample-sources'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await callApi(listSampleSources, undefined, { signal })).data,
});
