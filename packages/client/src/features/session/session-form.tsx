import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormRegister, useForm } from 'react-hook-form';
import { z } from 'zod';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { ProblemError } from '../../lib/problem-error.ts';
import { PasswordInput } from './password-input.tsx';

const texts = t.session.errors;
const email = z.email(texts.emailRequired).max(320, texts.emailRequired);

const SCHEMAS = {
  signIn: z.object({
    name: z.string(),
    email,
    password: z.string().min(1, texts.passwordRequired).max(128, texts.passwordLength),
  }),
  signUp: z.object({
    name: z.string().trim().min(1, texts.nameRequired).max(100),
    email,
    password: z.string().min(8, texts.passwordLength).max(128, texts.passwordLength),
  }),
} as const;

export type SessionFormValues = z.output<(typeof SCHEMAS)['signUp']>;

type SessionFormProps = {
  kind: keyof typeof SCHEMAS;
  /** From an invitation: filled in and fixed, since only this address can accept it. */
  fixedEmail?: string;
  submitLabel: string;
  onSubmit: (values: SessionFormValues) => void;
  isBusy: boolean;
  error: unknown;
};

/** The fields of signing in and of signing up. */
export function SessionForm(props: SessionFormProps) {
  const { register, handleSubmit, formState } = useForm<SessionFormValues>({
    resolver: zodResolver(SCHEMAS[props.kind]),
    defaultValues: { name: '', email: props.fixedEmail ?? '', password: '' },
    shouldFocusError: true,
  });
  const { errors } = formState;
  const isSignUp = props.kind === 'signUp';
  return (
    <form noValidate onSubmit={handleSubmit(props.onSubmit)} className="space-y-4">
      {isSignUp && <NameField register={register} error={errors.name?.message} />}
      <Field label={t.session.email} error={errors.email?.message}>
        {(control) => (
          <Input
            {...control}
            {...register('email')}
            type="email"
            autoComplete="username"
            readOnly={props.fixedEmail !== undefined}
          />
        )}
      </Field>
      <Field
        label={t.session.password}
        error={errors.password?.message}
        help={isSignUp ? t.session.passwordHelp : undefined}
      >
        {(control) => (
          <PasswordInput
            {...control}
            {...register('password')}
            autoComplete={isSignUp ? 'new-password' : 'current-password'}
          />
        )}
      </Field>
      {props.error !== null && <SessionProblem error={props.error} />}
      <Button type="submit" variant="primary" size="large" isBusy={props.isBusy} className="w-full">
        {props.submitLabel}
      </Button>
    </form>
  );
}

type NameFieldProps = {
  register: UseFormRegister<SessionFormValues>;
  error: string | undefined;
};

function NameField({ register, error }: NameFieldProps) {
  return (
    <Field label={t.session.name} error={error}>
      {(control) => <Input {...control} {...register('name')} autoComplete="name" />}
    </Field>
  );
}

function SessionProblem({ error }: { error: unknown }) {
  const seconds = error instanceof ProblemError ? error.retryAfterSeconds : undefined;
  return (
    <ProblemNote
      error={error}
      action={seconds === undefined ? undefined : texts.tooMany(seconds)}
    />
  );
}
