import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { Note } from '../components/ui/note.tsx';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { MailSent } from '../features/session/mail-sent.tsx';
import { useSignUp } from '../features/session/session.mutations.ts';
import { SessionForm, type SessionFormValues } from '../features/session/session-form.tsx';
import { signInOptionsQuery } from '../features/session/single-sign-on.tsx';
import { TextLink } from '../features/session/text-link.tsx';
import { t } from '../i18n/index.ts';

const route = getRouteApi('/sign-up');

export function SignUpPage() {
  const { return_to: returnTo = '/data-sources' } = route.useSearch();
  const { data: options } = useQuery(signInOptionsQuery);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const policy = options?.sign_up ?? 'open';
  const isOpen = policy === 'open';
  const isByMail = options?.delivers_mail === true;
  return (
    <AuthFrame
      title={titleOf(isOpen, sentTo !== null)}
      description={isOpen && sentTo === null ? t.session.signUpText : undefined}
    >
      {sentTo !== null && <MailSent email={sentTo} isDelivered />}
      {sentTo === null && !isOpen && <Note tone="info">{t.session.signUpClosed[policy]}</Note>}
      {sentTo === null && isOpen && (
        <SignUpForm
          // The form has other fields where the password is chosen later.
          key={String(isByMail)}
          isByMail={isByMail}
          returnTo={returnTo}
          onSent={setSentTo}
        />
      )}
      <p className="mt-5 text-muted">
        {t.session.haveAccount}{' '}
        <TextLink
          to="/sign-in"
          search={returnTo === '/data-sources' ? {} : { return_to: returnTo }}
        >
          {t.session.signIn}
        </TextLink>
      </p>
    </AuthFrame>
  );
}

function titleOf(isOpen: boolean, isSent: boolean): string {
  if (!isOpen) return t.session.signUpClosedTitle;
  return isSent ? t.session.mailSentTitle : t.session.signUpTitle;
}

type SignUpFormProps = { isByMail: boolean; returnTo: string; onSent: (email: string) => void };

function SignUpForm({ isByMail, returnTo, onSent }: SignUpFormProps) {
  const router = useRouter();
  const signUp = useSignUp();
  const submit = ({ name, email, password }: SessionFormValues) =>
    signUp.mutate(isByMail ? { name, email } : { name, email, password }, {
      onSuccess: () => (isByMail ? onSent(email) : router.history.push(returnTo)),
    });
  return (
    <SessionForm
      kind={isByMail ? 'signUpByMail' : 'signUp'}
      submitLabel={t.session.signUp}
      isBusy={signUp.isPending}
      error={signUp.error}
      onSubmit={submit}
    />
  );
}
