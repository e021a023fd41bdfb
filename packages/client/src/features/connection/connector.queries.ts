import { getConnector, listSampleSources } from '@rita/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** The connector behind the app: its key and the types that it can read; null when it does not say. */
export const connectorQuery = queryOptions({
  queryKey: ['connector'],
  // The key may change when the connector is set up anew; the browser must not seal for an old one.
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await callApi(getConnector, undefined, { signal })).data,
});

/** Sample servers for trials; empty in production. */
export const sampleSourcesQuery = queryOptions({
  queryKey: ['sample-sources'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await callApi(listSampleSources, undefined, { signal })).data,
});
