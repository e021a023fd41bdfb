import { useNavigate } from '@tanstack/react-router';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { LinkGone } from '../features/session/link-gone.tsx';
import { NewPasswordForm } from '../features/session/new-password-form.tsx';
import { useConfirmSignUp } from '../features/session/session.mutations.ts';
import { useMailLink } from '../features/session/use-mail-link.ts';
import { t } from '../i18n/index.ts';
import { isProblem } from '../lib/problem-error.ts';

/** Where the link in the mail of a sign-up leads: a password is chosen, and the account is there. */
export function ConfirmSignUpPage() {
  const link = useMailLink();
  const token = link.get('token');
  const invitationId = link.get('invitation');
  const confirm = useConfirmSignUp();
  const navigate = useNavigate();
  const goOn = () =>
    invitationId === null
      ? navigate({ to: '/data-sources' })
      : navigate({ to: '/invitations/$invitationId', params: { invitationId } });
  const isGone = token === null || isProblem(confirm.error, 'not_found');
  return (
    <AuthFrame
      title={t.session.confirmTitle}
      description={isGone ? undefined : t.session.confirmText}
    >
      {isGone ? (
        <LinkGone to="/sign-up" />
      ) : (
        <NewPasswordForm
          submitLabel={t.session.signUp}
          isBusy={confirm.isPending}
          error={confirm.error}
          onSubmit={(password) => confirm.mutate({ token, password }, { onSuccess: goOn })}
        />
      )}
    </AuthFrame>
  );
}
