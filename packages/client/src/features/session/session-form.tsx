import { zodResolver } from '@hookform/resolvers/zod';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, newPasswordSchema } from '@rita/contracts';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { PasswordInput } from './password-input.tsx';
import { SessionProblem } from './session-problem.tsx';
import { useFirstFocus } from './use-first-focus.ts';

const texts = t.session.errors;
const sayLength = {
  error: () => texts.passwordLength({ min: MIN_PASSWORD_LENGTH, max: MAX_PASSWORD_LENGTH }),
};
const name = z
  .string()
  .trim()
  .min(1, { error: () => texts.nameRequired })
  .max(100);
const email = z
  .email({ error: () => texts.emailRequired })
  .max(320, { error: () => texts.emailRequired });
const givenPassword = z
  .string()
  .min(1, { error: () => texts.passwordRequired })
  .max(MAX_PASSWORD_LENGTH, sayLength);
/** The rule is the server's; the words are ours. */
export const newPassword = z
  .string()
  .refine((value) => newPasswordSchema.safeParse(value).success, sayLength);

export function passwordHelp(): string {
  return t.session.passwordHelp({ min: MIN_PASSWORD_LENGTH });
}

const SCHEMAS = {
  signIn: z.object({ name: z.string(), email, password: givenPassword }),
  signUp: z.object({ name, email, password: newPassword }),
  /** The password is chosen later, by the link in a mail. */
  signUpByMail: z.object({ name, email, password: z.string() }),
} as const;

export type SessionFormValues = z.output<(typeof SCHEMAS)['signUp']>;
type SessionFormKind = keyof typeof SCHEMAS;

type SessionFormProps = {
  kind: SessionFormKind;
  /** From an invitation: filled in and fixed, since only this address can accept it. */
  fixedEmail?: string | undefined;
  submitLabel: string;
  onSubmit: (values: SessionFormValues) => void;
  isBusy: boolean;
  error: unknown;
};

/** The fields of signing in and of signing up. */
export function SessionForm(props: SessionFormProps) {
  const { kind, fixedEmail } = props;
  const form = useForm<SessionFormValues>({
    resolver: zodResolver(SCHEMAS[kind]),
    defaultValues: { name: '', email: fixedEmail ?? '', password: '' },
    shouldFocusError: true,
  });
  const { register, handleSubmit, formState } = form;
  const { errors } = formState;
  useFirstFocus(form.setFocus, firstOf(kind, fixedEmail));
  return (
    <form noValidate onSubmit={handleSubmit(props.onSubmit)} className="space-y-4">
      {kind !== 'signIn' && (
        <Field label={t.session.name} error={errors.name?.message}>
          {(control) => <Input {...control} {...register('name')} autoComplete="name" />}
        </Field>
      )}
      <Field label={t.session.email} error={errors.email?.message}>
        {(control) => (
          <Input
            {...control}
            {...register('email')}
            type="email"
            autoComplete="username"
            readOnly={fixedEmail !== undefined}
          />
        )}
      </Field>
      {kind !== 'signUpByMail' && <PasswordField form={form} isNew={kind === 'signUp'} />}
      {props.error !== null && <SessionProblem error={props.error} />}
      <Button type="submit" variant="primary" size="large" isBusy={props.isBusy} className="w-full">
        {props.submitLabel}
      </Button>
    </form>
  );
}

function firstOf(kind: SessionFormKind, fixedEmail: string | undefined): keyof SessionFormValues {
  if (kind !== 'signIn') return 'name';
  return fixedEmail === undefined ? 'email' : 'password';
}

type PasswordFieldProps = { form: UseFormReturn<SessionFormValues>; isNew: boolean };

function PasswordField({ form, isNew }: PasswordFieldProps) {
  return (
    <Field
      label={t.session.password}
      error={form.formState.errors.password?.message}
      help={isNew ? passwordHelp() : undefined}
    >
      {(control) => (
        <PasswordInput
          {...control}
          {...form.register('password')}
          autoComplete={isNew ? 'new-password' : 'current-password'}
        />
      )}
    </Field>
  );
}
