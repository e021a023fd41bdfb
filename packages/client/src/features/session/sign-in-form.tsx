import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { isProblem } from '../../lib/problem-error.ts';
import { CodeField, codeSchema } from './code-field.tsx';
import { type SignInValues, useSignIn } from './session.mutations.ts';
import { SessionForm } from './session-form.tsx';
import { SessionProblem } from './session-problem.tsx';
import { useFirstFocus } from './use-first-focus.ts';

type SignInFormProps = {
  fixedEmail?: string;
  submitLabel: string;
  /** What comes after; the form waits for it. */
  onSignedIn: () => Promise<unknown>;
  /** Of what comes after. */
  error?: unknown;
};

/** Signs in: with address and password, then with a code for whoever has a second factor. */
export function SignInForm({ fixedEmail, submitLabel, onSignedIn, error }: SignInFormProps) {
  const signIn = useSignIn();
  const [isGoingOn, setIsGoingOn] = useState(false);
  /** What was right so far; kept in memory only, until the code is there. */
  const [proved, setProved] = useState<SignInValues | null>(null);
  const enter = async (values: SignInValues) => {
    try {
      await signIn.mutateAsync(values);
      setIsGoingOn(true);
      await onSignedIn();
    } catch (failure) {
      // A refusal is shown by the form, from the mutation's own error.
      if (isProblem(failure, 'second_factor_required')) setProved(values);
      setIsGoingOn(false);
    }
  };
  const isAsked = isProblem(signIn.error, 'second_factor_required');
  const common = {
    isBusy: signIn.isPending || isGoingOn,
    error: isAsked ? null : (signIn.error ?? error ?? null),
  };
  if (proved !== null) {
    const back = () => {
      signIn.reset();
      setProved(null);
    };
    return <CodeForm {...common} onSubmit={(code) => enter({ ...proved, code })} onBack={back} />;
  }
  return (
    <SessionForm
      {...common}
      kind="signIn"
      fixedEmail={fixedEmail}
      submitLabel={submitLabel}
      onSubmit={({ email, password }) => void enter({ email, password })}
    />
  );
}

type CodeFormProps = {
  isBusy: boolean;
  error: unknown;
  onSubmit: (code: string) => void;
  onBack: () => void;
};

function CodeForm({ isBusy, error, onSubmit, onBack }: CodeFormProps) {
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(z.object({ code: codeSchema })),
    defaultValues: { code: '' },
  });
  useFirstFocus(setFocus, 'code');
  return (
    <form noValidate onSubmit={handleSubmit(({ code }) => onSubmit(code))} className="space-y-4">
      <h2>{t.session.codeTitle}</h2>
      <CodeField field={register('code')} error={formState.errors.code?.message} />
      {error !== null && <SessionProblem error={error} />}
      <Button type="submit" variant="primary" size="large" isBusy={isBusy} className="w-full">
        {t.session.signIn}
      </Button>
      <Button variant="ghost" className="w-full" onClick={onBack}>
        {t.session.backToSignIn}
      </Button>
    </form>
  );
}
