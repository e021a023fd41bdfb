import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { Note } from '../components/ui/note.tsx';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { useSignIn } from '../features/session/session.mutations.ts';
import { SessionForm } from '../features/session/session-form.tsx';
import { SingleSignOnButton, signInOptionsQuery } from '../features/session/single-sign-on.tsx';
import { t } from '../i18n/index.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { return_to: returnTo = '/data-sources', ended } = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();
  const { data: options } = useQuery(signInOptionsQuery);
  return (
    <AuthFrame title={t.session.signInTitle}>
      {ended && (
        <Note tone="info" role="status" className="mb-4">
          {t.session.ended}
        </Note>
      )}
      <SessionForm
        kind="signIn"
        submitLabel={t.session.signIn}
        isBusy={signIn.isPending}
        error={signIn.error}
        onSubmit={({ email, password }) =>
          signIn.mutate({ email, password }, { onSuccess: () => router.history.push(returnTo) })
        }
      />
      {options?.single_sign_on && <SingleSignOnButton returnTo={returnTo} />}
      <p className="mt-5 text-muted">
        {t.session.noAccount}{' '}
        <Link
          to="/sign-up"
          search={returnTo === '/data-sources' ? {} : { return_to: returnTo }}
          className="font-semibold text-brand-text underline-offset-4 hover:underline"
        >
          {t.session.signUp}
        </Link>
      </p>
    </AuthFrame>
  );
}
