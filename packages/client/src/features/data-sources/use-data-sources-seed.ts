import { mayWrite, seedDataSources } from '@rita/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { DATA_SOURCES_KEY } from './data-sources.cache.ts';

/**
 * Asks the server, once per browser session and organization, to create the missing ones of the
 * default connections. Members may not, and need not.
 */
export function useDataSourcesSeed() {
  const queryClient = useQueryClient();
  const { organization, role } = useCurrentSession();
  const storageKey = `rita.seeded.${organization.id}`;
  return useQuery({
    queryKey: ['data-sources-seed', organization.id],
    enabled: mayWrite(role) && !wasSeeded(storageKey),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const result = await callApi(seedDataSources);
      rememberSeeded(storageKey);
      if (result.created > 0) await queryClient.invalidateQueries({ queryKey: DATA_SOURCES_KEY });
      return result;
    },
  });
}

function wasSeeded(key: string): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function rememberSeeded(key: string): void {
  try {
    sessionStorage.setItem(key, 'yes');
  } catch {
    // Storage is blocked: seeding again later does no harm.
  }
}
