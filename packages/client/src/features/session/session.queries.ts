import { type CurrentSession, getSession, mayWrite } from '@rita/contracts';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { isProblem } from '../../lib/problem-error.ts';

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<CurrentSession | null> => {
    try {
      return (await callApi(getSession, undefined, { signal })).data;
    } catch (error) {
      if (isProblem(error, 'unauthenticated')) return null;
      throw error;
    }
  },
});

/** Only below the layout of signed-in pages, which has made sure that there is a session. */
export function useCurrentSession(): CurrentSession {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('There is no session');
  return data;
}

/** Whether the person may change anything here; members only read. */
export function useMayWrite(): boolean {
  return mayWrite(useCurrentSession().role);
}
