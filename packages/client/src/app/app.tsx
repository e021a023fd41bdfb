import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Direction } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { ToastProvider } from '../components/toasts.tsx';
import { sessionQuery } from '../features/session/session.queries.ts';
import { useLanguage } from '../i18n/language.ts';
import { LANGUAGE_FILES } from '../i18n/languages.ts';
import { createQueryClient } from '../lib/query-client.ts';
import { replaceBeforeFrame } from './before-frame.ts';
import { createAppRouter } from './router.tsx';

/** The whole app with everything that its pages need around them. */
export function createApp(): ReactElement {
  const queryClient = createQueryClient(() => {
    // The layout sees that nobody is signed in and asks to sign in again.
    queryClient.setQueryData(sessionQuery.queryKey, null);
  });
  const router = createAppRouter(queryClient);
  replaceBeforeFrame(router);
  return (
    <QueryClientProvider client={queryClient}>
      <DirectionOfLanguage>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </DirectionOfLanguage>
    </QueryClientProvider>
  );
}

/** Arrow keys and menus go the way of the language. */
function DirectionOfLanguage({ children }: { children: ReactNode }) {
  const { direction } = LANGUAGE_FILES[useLanguage()];
  return <Direction.Provider dir={direction}>{children}</Direction.Provider>;
}
