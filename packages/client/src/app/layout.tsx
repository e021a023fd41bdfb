import type { CurrentSession } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect } from 'react';
import { LiveProvider } from '../features/data-sources/live-provider.tsx';
import { LeftOrganizationNote } from '../features/session/left-organization-note.tsx';
import { sessionQuery } from '../features/session/session.queries.ts';
import {
  useForgetOtherOrganization,
  useForgetSession,
} from '../features/session/use-forget-session.ts';
import { t } from '../i18n/index.ts';
import { BottomBar } from './bottom-bar.tsx';
import { LiveBar } from './live-bar.tsx';
import { paths } from './paths.ts';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { usePagesAhead } from './use-pages-ahead.ts';

/** Shell of all pages for signed-in people; asks to sign in as soon as the session is gone. */
export function Layout() {
  const { data: session } = useQuery(sessionQuery);
  const forgetSession = useForgetSession();
  const router = useRouter();
  const hasEnded = session === null;
  useEffect(() => {
    if (!hasEnded) return;
    // The address is read, not watched: on the way to the sign-in page it changes itself.
    const { href, pathname } = router.state.location;
    if (pathname === paths.signIn) return;
    void router.navigate({
      to: paths.signIn,
      search: { return_to: href, ended: true },
      replace: true,
    });
  }, [hasEnded, router]);
  useForgetOtherOrganization(session?.organization.id);
  const onSessionEnded = useCallback(() => forgetSession(), [forgetSession]);
  if (!session) return null;
  return (
    <LiveProvider key={session.organization.id} onSessionEnded={onSessionEnded}>
      <Shell session={session} />
    </LiveProvider>
  );
}

function Shell({ session }: { session: CurrentSession }) {
  usePagesAhead();
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[232px_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 start-2 z-50 -translate-y-20 rounded-control bg-brand px-3 py-2 font-semibold text-on-brand focus:translate-y-0"
      >
        {t.common.skipToContent}
      </a>
      <Sidebar />
      <div className="flex min-h-dvh min-w-0 flex-col">
        <TopBar />
        <LeftOrganizationNote session={session} />
        <main
          id="content"
          tabIndex={-1}
          className="flex-1 px-4 pt-5 pb-24 outline-none md:px-9 md:pt-7 md:pb-16"
        >
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
        <LiveBar />
      </div>
      <BottomBar />
    </div>
  );
}
