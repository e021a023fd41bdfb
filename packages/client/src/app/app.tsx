import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ToastProvider } from '../components/toasts.tsx';
import { sessionQuery } from '../features/session/session.queries.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { createAppRouter } from './router.tsx';

/** The whole app with everything that its pages need around them. */
export function createApp(): ReactElement {
  const queryClient = createQueryClient(() => {
    // The layout sees that nobody is signed in and asks to sign in again.
    queryClient.setQueryData(sessionQuery.queryKey, null);
  });
  const router = createAppRouter(queryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <ToastProvider>
        <RouterProvider router={router} />
      </ToastProvider>
    </QueryClientProvider>
  );
}
