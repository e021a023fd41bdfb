import { type CurrentSession, getVisitor, mayWrite } from '@rita/contracts';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<CurrentSession | null> =>
    (await callApi(getVisitor, undefined, { signal })).data,
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
