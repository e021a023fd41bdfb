import { useNavigate } from '@tanstack/react-router';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { LinkGone } from '../features/session/link-gone.tsx';
import { NewPasswordForm } from '../features/session/new-password-form.tsx';
import { useResetPassword } from '../features/session/session.mutations.ts';
import { useForgetSession } from '../features/session/use-forget-session.ts';
import { useMailLink } from '../features/session/use-mail-link.ts';
import { t } from '../i18n/index.ts';
import { isProblem } from '../lib/problem-error.ts';

/** Where the link in the mail to somebody who forgot the password leads. */
export function ResetPasswordPage() {
  const token = useMailLink().get('token');
  const reset = useResetPassword();
  const forgetSession = useForgetSession();
  const navigate = useNavigate();
  const goOn = async () => {
    // It has ended everywhere, here too.
    forgetSession();
    await navigate({ to: '/sign-in', search: { reset: true } });
  };
  const isGone = token === null || isProblem(reset.error, 'not_found');
  return (
    <AuthFrame title={t.session.resetTitle} description={isGone ? undefined : t.session.resetText}>
      {isGone ? (
        <LinkGone to="/forgot-password" />
      ) : (
        <NewPasswordForm
          submitLabel={t.session.resetSave}
          isBusy={reset.isPending}
          error={reset.error}
          onSubmit={(newPassword) => reset.mutate({ token, newPassword }, { onSuccess: goOn })}
        />
      )}
    </AuthFrame>
  );
}
