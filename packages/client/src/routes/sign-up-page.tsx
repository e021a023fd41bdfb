import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { useSignUp } from '../features/session/session.mutations.ts';
import { SessionForm } from '../features/session/session-form.tsx';
import { t } from '../i18n/index.ts';

const route = getRouteApi('/sign-up');

export function SignUpPage() {
  const { return_to: returnTo = '/data-sources' } = route.useSearch();
  const router = useRouter();
  const signUp = useSignUp();
  return (
    <AuthFrame title={t.session.signUpTitle} description={t.session.signUpText}>
      <SessionForm
        kind="signUp"
        submitLabel={t.session.signUp}
        isBusy={signUp.isPending}
        error={signUp.error}
        onSubmit={(values) =>
          signUp.mutate(values, { onSuccess: () => router.history.push(returnTo) })
        }
      />
      <p className="mt-5 text-muted">
        {t.session.haveAccount}{' '}
        <Link
          to="/sign-in"
          search={returnTo === '/data-sources' ? {} : { return_to: returnTo }}
          className="font-semibold text-brand-text underline-offset-4 hover:underline"
        >
          {t.session.signIn}
        </Link>
      </p>
    </AuthFrame>
  );
}
