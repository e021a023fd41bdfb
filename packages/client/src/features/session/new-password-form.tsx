import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { t } from '../../i18n/index.ts';
import { PasswordInput } from './password-input.tsx';
import { newPassword, passwordHelp } from './session-form.tsx';
import { SessionProblem } from './session-problem.tsx';
import { useFirstFocus } from './use-first-focus.ts';

type NewPasswordFormProps = {
  submitLabel: string;
  onSubmit: (password: string) => void;
  isBusy: boolean;
  error: unknown;
};

/** Asks for a password that is chosen now; once, since it can be made readable. */
export function NewPasswordForm({ submitLabel, onSubmit, isBusy, error }: NewPasswordFormProps) {
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(z.object({ password: newPassword })),
    defaultValues: { password: '' },
  });
  useFirstFocus(setFocus, 'password');
  return (
    <form
      noValidate
      onSubmit={handleSubmit(({ password }) => onSubmit(password))}
      className="space-y-4"
    >
      <Field
        label={t.session.newPassword}
        help={passwordHelp()}
        error={formState.errors.password?.message}
      >
        {(control) => (
          <PasswordInput {...control} {...register('password')} autoComplete="new-password" />
        )}
      </Field>
      {error !== null && <SessionProblem error={error} />}
      <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
        {submitLabel}
      </Button>
    </form>
  );
}
