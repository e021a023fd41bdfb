import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { sessionQuery } from './session.queries.ts';

/** Drops everything that was read for the session that has ended; nothing of it may stay visible. */
export function useForgetSession(): () => void {
  const queryClient = useQueryClient();
  return useCallback(() => {
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    queryClient.setQueryData(sessionQuery.queryKey, null);
  }, [queryClient]);
}
