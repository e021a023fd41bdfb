import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { t } from '../../i18n/index.ts';
import { CodeField, codeSchema } from '../session/code-field.tsx';
import { SessionProblem } from '../session/session-problem.tsx';
import { useFirstFocus } from '../session/use-first-focus.ts';
import { useConfirmSecondFactor, useStartSecondFactor } from './account.queries.ts';
import { PasswordField } from './password-card.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const texts = t.account;
const passwordSchema = z.object({
  password: z.string().min(1, { error: () => t.session.errors.passwordRequired }),
});
type Begun = { secret: string; address: string };

/** Password, then the secret and a code of it, then the recovery codes. */
export function SetUpDialog({ onClose }: { onClose: () => void }) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={codes === null ? texts.setUpTitle : texts.codesTitle}
      description={codes === null && begun === null ? texts.setUpPassword : undefined}
      actions={
        codes && (
          <Button variant="primary" onClick={onClose}>
            {texts.codesKept}
          </Button>
        )
      }
    >
      {codes !== null && <RecoveryCodes codes={codes} />}
      {codes === null && begun === null && <PasswordStep onBegun={setBegun} />}
      {codes === null && begun !== null && <CodeStep begun={begun} onConfirmed={setCodes} />}
    </Dialog>
  );
}

function PasswordStep({ onBegun }: { onBegun: (begun: Begun) => void }) {
  const start = useStartSecondFactor();
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(passwordSchema),
    defaultValues: { password: '' },
  });
  useFirstFocus(setFocus, 'password');
  return (
    <form
      noValidate
      onSubmit={handleSubmit(({ password }) => start.mutate(password, { onSuccess: onBegun }))}
      className="space-y-4"
    >
      <PasswordField
        label={t.session.password}
        error={formState.errors.password?.message}
        field={register('password')}
        autoComplete="current-password"
      />
      {start.error && <SessionProblem error={start.error} />}
      <Button type="submit" variant="primary" isBusy={start.isPending}>
        {texts.continue}
      </Button>
    </form>
  );
}

type CodeStepProps = { begun: Begun; onConfirmed: (codes: string[]) => void };

function CodeStep({ begun, onConfirmed }: CodeStepProps) {
  const confirm = useConfirmSecondFactor();
  const { register, handleSubmit, formState, setFocus } = useForm({
    resolver: zodResolver(z.object({ code: codeSchema })),
    defaultValues: { code: '' },
  });
  useFirstFocus(setFocus, 'code');
  const submit = handleSubmit(({ code }) =>
    confirm.mutate(code, { onSuccess: ({ recovery_codes }) => onConfirmed(recovery_codes) }),
  );
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <p>{texts.scan}</p>
      <QrCode text={begun.address} label={texts.qrCode} />
      <p className="text-[13px]">
        <span className="text-muted">{texts.secret}: </span>
        <code className="font-mono [overflow-wrap:anywhere]">{begun.secret}</code>
      </p>
      <CodeField
        field={register('code')}
        help={texts.appCodeHelp}
        error={formState.errors.code?.message}
      />
      {confirm.error && <SessionProblem error={confirm.error} />}
      <Button type="submit" variant="primary" isBusy={confirm.isPending}>
        {texts.turnOn}
      </Button>
    </form>
  );
}
