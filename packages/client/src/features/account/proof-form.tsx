import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { CodeField, codeSchema } from '../session/code-field.tsx';
import { SessionProblem } from '../session/session-problem.tsx';
import { useFirstFocus } from '../session/use-first-focus.ts';
import type { PasswordAndCode } from './account.queries.ts';
import { PasswordField } from './password-card.tsx';

const formSchema = z.object({
  password: z.string().min(1, { error: () => t.session.errors.passwordRequired }),
  code: codeSchema,
});

type ProofFormProps = {
  submitLabel: string;
  isDangerous?: boolean;
  isBusy: boolean;
  error: unknown;
  onSubmit: (proof: PasswordAndCode) => void;
};

/** Asks for both factors once more, before one of them is changed. */
export function ProofForm(props: ProofFormProps) {
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { password: '', code: '' },
  });
  useFirstFocus(setFocus, 'password');
  return (
    <form noValidate onSubmit={handleSubmit(props.onSubmit)} className="space-y-4">
      <PasswordField
        label={t.session.password}
        error={formState.errors.password?.message}
        field={register('password')}
        autoComplete="current-password"
      />
      <CodeField field={register('code')} error={formState.errors.code?.message} />
      {props.error !== null && <SessionProblem error={props.error} />}
      <Button
        type="submit"
        variant={props.isDangerous ? 'danger' : 'primary'}
        isBusy={props.isBusy}
      >
        {props.submitLabel}
      </Button>
    </form>
  );
}
