import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Note } from '../components/ui/note.tsx';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { SampleReaders } from '../features/session/sample-readers.tsx';
import { SignInForm } from '../features/session/sign-in-form.tsx';
import {
  SingleSignOnButton,
  SingleSignOnProblem,
  signInOptionsQuery,
} from '../features/session/single-sign-on.tsx';
import { TextLink } from '../features/session/text-link.tsx';
import { t } from '../i18n/index.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { return_to: returnTo = '/data-sources', ended, reset, error } = route.useSearch();
  const router = useRouter();
  const { data: options } = useQuery(signInOptionsQuery);
  const search = returnTo === '/data-sources' ? {} : { return_to: returnTo };
  return (
    <AuthFrame title={t.session.signInTitle}>
      {error !== undefined && <SingleSignOnProblem code={error} />}
      {(ended || reset) && (
        <Note tone={reset ? 'ok' : 'info'} role="status" className="mb-4">
          {reset ? t.session.resetDone : t.session.ended}
        </Note>
      )}
      {options?.is_trial && !options.delivers_mail && (
        <Note tone="info" className="mb-4">
          {t.session.trial}
        </Note>
      )}
      <SignInForm
        submitLabel={t.session.signIn}
        onSignedIn={async () => router.history.push(returnTo)}
      />
      {options?.single_sign_on && <SingleSignOnButton returnTo={returnTo} />}
      <p className="mt-5">
        <TextLink to="/forgot-password">{t.session.forgot}</TextLink>
      </p>
      <SampleReaders
        readers={options?.sample_readers ?? []}
        onSignedIn={() => router.history.push(returnTo)}
      />
      {options?.sign_up === 'open' && (
        <p className="mt-2 text-muted">
          {t.session.noAccount}{' '}
          <TextLink to="/sign-up" search={search}>
            {t.session.signUp}
          </TextLink>
        </p>
      )}
    </AuthFrame>
  );
}
