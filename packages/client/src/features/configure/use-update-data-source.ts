import { type UpdateDataSourceRequest, updateDataSource } from '@rita/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { applyConnection } from '../data-sources/data-sources.cache.ts';
import { refreshDataSources } from '../data-sources/data-sources.queries.ts';

/** `version`: what the user has seen; a newer one on the server makes it fail with `version_conflict`. */
export function useUpdateDataSource(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ version, ...body }: UpdateDataSourceRequest & { version?: number }) => {
      const headers = version === undefined ? {} : { 'if-match': `"${version}"` };
      return (await callApi(updateDataSource, { params: { id }, headers, body })).data;
    },
    onSuccess: (row) => applyConnection(queryClient, row),
    onError: () => refreshDataSources(queryClient),
  });
}
