import type { CurrentSession } from '@rita/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { useAcceptInvitation, useSignIn, useSignOut, useSignUp } from './session.mutations.ts';
import { SessionForm, type SessionFormValues } from './session-form.tsx';

type AcceptProps = { id: string; email: string; session: CurrentSession };

/** For somebody who is signed in: accept, or sign out when it is the wrong account. */
export function AcceptInvitation({ id, email, session }: AcceptProps) {
  const accept = useAcceptInvitation();
  const signOut = useSignOut('stay');
  const navigate = useNavigate();
  if (session.user.email.toLowerCase() !== email.toLowerCase()) {
    return (
      <div className="space-y-4">
        <Note tone="warn">{t.invitation.otherAccount(session.user.email)}</Note>
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
  const signUp = useSignUp();
  const signIn = useSignIn();
  const accept = useAcceptInvitation();
  const navigate = useNavigate();
  const enter = kind === 'signUp' ? signUp : signIn;
  // Awaited here, because this form makes way for another as soon as somebody is signed in.
  const onSubmit = async ({ name, email, password }: SessionFormValues) => {
    if (kind === 'signUp') await signUp.mutateAsync({ name, email, password });
    else await signIn.mutateAsync({ email, password });
    await accept.mutateAsync(id);
    await navigate({ to: '/data-sources' });
  };
  return (
    <>
      <SessionForm
        key={kind}
        kind={kind}
        fixedEmail={email}
        submitLabel={kind === 'signUp' ? t.invitation.signUpFirst : t.invitation.signInFirst}
        isBusy={enter.isPending || accept.isPending}
        error={enter.error ?? accept.error}
        onSubmit={(values) => {
          // A refusal is shown by the form, from the mutation's own error.
          onSubmit(values).catch(() => {});
        }}
      />
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
