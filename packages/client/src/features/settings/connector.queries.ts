import { getConnector } from '@rita/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** What the connector says of itself, or null when it says nothing. */
export const connectorQuery = queryOptions({
  queryKey: ['connector'],
  staleTime: 60_000,
  queryFn: async ({ signal }) => (await callApi(getConnector, undefined, { signal })).data,
});
