import type { CurrentSession } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { MailSent } from './mail-sent.tsx';
import { useAcceptInvitation, useSignOut, useSignUp } from './session.mutations.ts';
import { SessionForm, type SessionFormValues } from './session-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { signInOptionsQuery } from './single-sign-on.tsx';

type AcceptProps = { id: string; email: string; session: CurrentSession };

/** For somebody who is signed in: accept, or sign out when it is the wrong account. */
export function AcceptInvitation({ id, email, session }: AcceptProps) {
  const accept = useAcceptInvitation();
  const signOut = useSignOut('stay');
  const navigate = useNavigate();
  if (session.user.email.toLowerCase() !== email.toLowerCase()) {
    return (
      <div className="space-y-4">
        <Note tone="warn">{t.invitation.otherAccount({ email: session.user.email })}</Note>
        <Button isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
          {t.nav.signOut}
        </Button>
      </div>
    );
  }
  return (
    <div className="space-y-4">
      {accept.error && <ProblemNote error={accept.error} />}
      <Button
        variant="primary"
        size="large"
        className="w-full"
        isBusy={accept.isPending}
        onClick={() => accept.mutate(id, { onSuccess: () => navigate({ to: '/data-sources' }) })}
      >
        {t.invitation.accept}
      </Button>
    </div>
  );
}

/** For somebody who is not: sign up or in with the invited address, and accept in the same go. */
export function JoinInvitation({ id, email }: { id: string; email: string }) {
  const [kind, setKind] = useState<'signUp' | 'signIn'>('signUp');
  const accept = useAcceptInvitation();
  const navigate = useNavigate();
  // Awaited by the forms, because they make way for another as soon as somebody is signed in.
  const join = async () => {
    await accept.mutateAsync(id);
    await navigate({ to: '/data-sources' });
  };
  return (
    <>
      {kind === 'signIn' ? (
        <SignInForm
          fixedEmail={email}
          submitLabel={t.invitation.signInFirst}
          onSignedIn={join}
          error={accept.error}
        />
      ) : (
        <SignUpToJoin id={id} email={email} onSignedUp={join} error={accept.error} />
      )}
      <p className="mt-5 text-muted">
        {kind === 'signUp' ? t.session.haveAccount : t.session.noAccount}{' '}
        <button
          type="button"
          className="font-semibold text-brand-text underline-offset-4 hover:underline"
          onClick={() => setKind(kind === 'signUp' ? 'signIn' : 'signUp')}
        >
          {kind === 'signUp' ? t.session.signIn : t.session.signUp}
        </button>
      </p>
    </>
  );
}

type SignUpToJoinProps = {
  id: string;
  email: string;
  onSignedUp: () => Promise<void>;
  error: unknown;
};

function SignUpToJoin({ id, email, onSignedUp, error }: SignUpToJoinProps) {
  const signUp = useSignUp();
  const { data: options } = useQuery(signInOptionsQuery);
  const [isGoingOn, setIsGoingOn] = useState(false);
  const isByMail = options?.delivers_mail === true;
  if (isByMail && signUp.isSuccess) return <MailSent email={email} isDelivered />;
  const onSubmit = async ({ name, password }: SessionFormValues) => {
    const common = { name, email, invitationId: id };
    try {
      await signUp.mutateAsync(isByMail ? common : { ...common, password });
      if (isByMail) return;
      setIsGoingOn(true);
      await onSignedUp();
    } catch {
      // A refusal is shown by the form, from the mutation's own error.
      setIsGoingOn(false);
    }
  };
  return (
    <SessionForm
      key={String(isByMail)}
      kind={isByMail ? 'signUpByMail' : 'signUp'}
      fixedEmail={email}
      submitLabel={t.invitation.signUpFirst}
      isBusy={signUp.isPending || isGoingOn}
      error={signUp.error ?? error}
      onSubmit={(values) => void onSubmit(values)}
    />
  );
}
