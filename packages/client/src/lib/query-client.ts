import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, ProblemError } from './problem-error.ts';

/** The cache of everything read from the server. `onSignedOut`: any call was answered with 401. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isProblem(error, 'unauthenticated')) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: isWorthRetrying,
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        networkMode: ALSO_OFFLINE,
      },
      mutations: { retry: false, networkMode: ALSO_OFFLINE },
    },
  });
}

/**
 * Asked, whatever the browser says of its network. Otherwise nothing is sent while it says that it has
 * none, the page tells of what has not begun, and a click counts when nobody thinks of it any more; an
 * app on one's own machine needs no network at all.
 */
const ALSO_OFFLINE = 'always';

/** Twice more after a failure that may pass by itself; never after a clear refusal. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  const isRefusal = error instanceof ProblemError && error.problem.status < 500;
  return failures < 2 && !isRefusal;
}
