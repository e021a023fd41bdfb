import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { sessionQuery } from './session.queries.ts';

/** Drops everything that was read for the session that has ended; nothing of it may stay visible. */
export function useForgetSession(): () => void {
  const queryClient = useQueryClient();
  return useCallback(() => {
    forgetData(queryClient);
    queryClient.setQueryData(sessionQuery.queryKey, null);
  }, [queryClient]);
}

/** Drops what was read of an organization as soon as the session is in another one. */
export function useForgetOtherOrganization(organizationId: string | undefined): void {
  const queryClient = useQueryClient();
  const previous = useRef(organizationId);
  useLayoutEffect(() => {
    if (previous.current !== undefined && previous.current !== organizationId) {
      void queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    }
    previous.current = organizationId;
  }, [queryClient, organizationId]);
}

/** Not of the session: who is signed in, and what an invitation says, whose page is left only after it was accepted. */
const LASTING = new Set<unknown>(['session', 'invitation']);

/** Everything that was read for the session as it was. */
export function forgetData(queryClient: QueryClient): void {
  queryClient.removeQueries({ predicate: ({ queryKey }) => !LASTING.has(queryKey[0]) });
}
