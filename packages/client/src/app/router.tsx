import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  type ParsedLocation,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { BrokenPage, LostPage } from '../components/lost-page.tsx';
import { expectDataSources } from '../features/data-sources/data-sources.queries.ts';
import { sessionQuery } from '../features/session/session.queries.ts';
import { inEveryLanguage } from '../i18n/language.ts';
import { DataSourcesPage } from '../routes/data-sources-page.tsx';
import { Layout } from './layout.tsx';
import { lazyPage } from './lazy-page.ts';
import { paths } from './paths.ts';
import { returnSearch } from './return-search.ts';

type RouterContext = { queryClient: QueryClient };

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  // Outside of the layout, which has the landmark for all other pages.
  notFoundComponent: () => (
    <main className="px-5 py-8 sm:px-10">
      <LostPage />
    </main>
  ),
});

const home = createRoute({
  getParentRoute: () => root,
  path: paths.home,
  beforeLoad: () => {
    throw redirect({ to: paths.dataSources, replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  validateSearch: returnSearch,
  component: lazyPage(() => import('../routes/sign-in-page.tsx'), 'SignInPage'),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: paths.signUp,
  validateSearch: returnSearch,
  component: lazyPage(() => import('../routes/sign-up-page.tsx'), 'SignUpPage'),
});

const confirmSignUp = createRoute({
  getParentRoute: () => root,
  path: paths.confirmSignUp,
  component: lazyPage(() => import('../routes/confirm-sign-up-page.tsx'), 'ConfirmSignUpPage'),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: paths.forgotPassword,
  component: lazyPage(() => import('../routes/forgot-password-page.tsx'), 'ForgotPasswordPage'),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: paths.resetPassword,
  component: lazyPage(() => import('../routes/reset-password-page.tsx'), 'ResetPasswordPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: paths.invitation,
  component: lazyPage(() => import('../routes/invitation-page.tsx'), 'InvitationPage'),
});

const enterCredentials = createRoute({
  getParentRoute: () => root,
  path: paths.enterCredentials,
  component: lazyPage(() => import('../routes/enter-credentials-page.tsx'), 'EnterCredentialsPage'),
});

/** Sends whoever is not signed in to do so, and back from there. */
async function requireSession(given: { context: RouterContext; location: ParsedLocation }) {
  const { context, location } = given;
  const session = await context.queryClient.ensureQueryData(sessionQuery);
  if (session) return;
  const search = location.pathname === paths.dataSources ? {} : { return_to: location.href };
  throw redirect({ to: paths.signIn, search, replace: true });
}

/** A question to somebody who is signed in, with nothing around it. */
const asked = createRoute({
  getParentRoute: () => root,
  id: 'asked',
  beforeLoad: requireSession,
});

const consent = createRoute({
  getParentRoute: () => asked,
  path: paths.consent,
  component: lazyPage(() => import('../routes/consent-page.tsx'), 'ConsentPage'),
});

/** Everything below is for signed-in people. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: requireSession,
  component: inEveryLanguage(Layout),
});

const dataSources = createRoute({
  getParentRoute: () => signedIn,
  path: paths.dataSources,
  loader: ({ context: { queryClient } }) => expectDataSources(queryClient),
  component: inEveryLanguage(DataSourcesPage),
});

const dataSource = createRoute({
  getParentRoute: () => signedIn,
  path: paths.dataSource,
  validateSearch: z.object({
    tab: z
      .enum(['overview', 'configuration', 'documents', 'history', 'activity'])
      .optional()
      .catch(undefined),
    query: z.string().optional().catch(undefined),
  }),
  component: lazyPage(
    () => import('../routes/data-source-detail-page.tsx'),
    'DataSourceDetailPage',
  ),
});

const configure = createRoute({
  getParentRoute: () => signedIn,
  path: paths.configure,
  validateSearch: z.object({
    step: z.enum(['where', 'access', 'choose']).optional().catch(undefined),
  }),
  component: lazyPage(() => import('../routes/configure-page.tsx'), 'ConfigurePage'),
});

const documents = createRoute({
  getParentRoute: () => signedIn,
  path: paths.documents,
  validateSearch: z.object({
    query: z.string().optional().catch(undefined),
    source: z.string().optional().catch(undefined),
  }),
  component: lazyPage(() => import('../routes/documents-page.tsx'), 'DocumentsPage'),
});

const document = createRoute({
  getParentRoute: () => signedIn,
  path: paths.document,
  // The passage that a search found.
  validateSearch: z.object({
    start: z.int().min(0).optional().catch(undefined),
    end: z.int().min(0).optional().catch(undefined),
  }),
  component: lazyPage(() => import('../routes/document-page.tsx'), 'DocumentPage'),
});

const activity = createRoute({
  getParentRoute: () => signedIn,
  path: paths.activity,
  validateSearch: z.object({
    object: z.string().optional().catch(undefined),
    action: z.string().optional().catch(undefined),
    person: z.string().optional().catch(undefined),
    from: z.iso.date().optional().catch(undefined),
    to: z.iso.date().optional().catch(undefined),
  }),
  component: lazyPage(() => import('../routes/activity-page.tsx'), 'ActivityPage'),
});

const members = createRoute({
  getParentRoute: () => signedIn,
  path: paths.members,
  component: lazyPage(() => import('../routes/members-page.tsx'), 'MembersPage'),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: paths.settings,
  component: lazyPage(() => import('../routes/settings-page.tsx'), 'SettingsPage'),
});

const assistants = createRoute({
  getParentRoute: () => signedIn,
  path: paths.assistants,
  component: lazyPage(() => import('../routes/assistants-page.tsx'), 'AssistantsPage'),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: paths.account,
  component: lazyPage(() => import('../routes/account-page.tsx'), 'AccountPage'),
});

const routeTree = root.addChildren([
  home,
  signIn,
  signUp,
  confirmSignUp,
  forgotPassword,
  resetPassword,
  invitation,
  enterCredentials,
  asked.addChildren([consent]),
  signedIn.addChildren([
    dataSources,
    dataSource,
    configure,
    documents,
    document,
    activity,
    members,
    settings,
    assistants,
    account,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: inEveryLanguage(LostPage),
    defaultErrorComponent: inEveryLanguage(BrokenPage),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
