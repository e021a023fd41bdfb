import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormRegisterReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { t } from '../../i18n/index.ts';
import { PasswordInput } from '../session/password-input.tsx';
import { newPassword, passwordHelp } from '../session/session-form.tsx';
import { SessionProblem } from '../session/session-problem.tsx';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { useChangePassword } from './account.queries.ts';

const texts = t.account;
const formSchema = z.object({
  currentPassword: z.string().min(1, { error: () => t.session.errors.passwordRequired }),
  newPassword,
});

export function PasswordCard({ hasPassword }: { hasPassword: boolean }) {
  return (
    <SettingsCard
      title={texts.password}
      {...(hasPassword ? { description: texts.passwordText } : {})}
    >
      {hasPassword ? <PasswordForm /> : <p className="text-muted">{texts.noPassword}</p>}
    </SettingsCard>
  );
}

function PasswordForm() {
  const change = useChangePassword();
  const showToast = useToast();
  const { register, handleSubmit, formState, reset } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { currentPassword: '', newPassword: '' },
  });
  const submit = handleSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        reset();
        showToast(texts.passwordChanged);
      },
    }),
  );
  const { errors } = formState;
  return (
    <form noValidate onSubmit={submit} className="max-w-[420px] space-y-4">
      <PasswordField
        label={texts.currentPassword}
        error={errors.currentPassword?.message}
        field={register('currentPassword')}
        autoComplete="current-password"
      />
      <PasswordField
        label={t.session.newPassword}
        help={passwordHelp()}
        error={errors.newPassword?.message}
        field={register('newPassword')}
        autoComplete="new-password"
      />
      {change.error && <SessionProblem error={change.error} />}
      <Button type="submit" isBusy={change.isPending}>
        {texts.changePassword}
      </Button>
    </form>
  );
}

type PasswordFieldProps = {
  label: string;
  help?: string;
  error: string | undefined;
  field: UseFormRegisterReturn;
  autoComplete: 'current-password' | 'new-password';
};

export function PasswordField({ label, help, error, field, autoComplete }: PasswordFieldProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(control) => <PasswordInput {...control} {...field} autoComplete={autoComplete} />}
    </Field>
  );
}
