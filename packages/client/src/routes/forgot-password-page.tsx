import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../components/ui/button.tsx';
import { Field } from '../components/ui/field.tsx';
import { Input } from '../components/ui/input.tsx';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { MailSent } from '../features/session/mail-sent.tsx';
import { useRequestPasswordReset } from '../features/session/session.mutations.ts';
import { SessionProblem } from '../features/session/session-problem.tsx';
import { signInOptionsQuery } from '../features/session/single-sign-on.tsx';
import { TextLink } from '../features/session/text-link.tsx';
import { useFirstFocus } from '../features/session/use-first-focus.ts';
import { t } from '../i18n/index.ts';

const formSchema = z.object({
  email: z.email({ error: () => t.session.errors.emailRequired }).max(320),
});

export function ForgotPasswordPage() {
  const { data: options } = useQuery(signInOptionsQuery);
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <AuthFrame
      title={sentTo === null ? t.session.forgotTitle : t.session.mailSentTitle}
      description={sentTo === null ? t.session.forgotText : undefined}
    >
      {sentTo === null ? (
        <RequestForm onSent={setSentTo} />
      ) : (
        <MailSent email={sentTo} isDelivered={options?.delivers_mail === true} />
      )}
      <p className="mt-5">
        <TextLink to="/sign-in">{t.session.backToSignIn}</TextLink>
      </p>
    </AuthFrame>
  );
}

function RequestForm({ onSent }: { onSent: (email: string) => void }) {
  const request = useRequestPasswordReset();
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { email: '' },
  });
  useFirstFocus(setFocus, 'email');
  const submit = handleSubmit(({ email }) =>
    request.mutate({ email }, { onSuccess: () => onSent(email) }),
  );
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <Field label={t.session.email} error={formState.errors.email?.message}>
        {(control) => (
          <Input {...control} {...register('email')} type="email" autoComplete="username" />
        )}
      </Field>
      {request.error && <SessionProblem error={request.error} />}
      <Button
        type="submit"
        variant="primary"
        size="large"
        isBusy={request.isPending}
        className="w-full"
      >
        {t.session.forgotSend}
      </Button>
    </form>
  );
}
