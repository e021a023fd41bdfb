import { FormProvider } from 'react-hook-form';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { FormField } from '../configure/form-field.tsx';
import { credentialFieldsOf, settingFieldsOf } from '../configure/form-model.ts';
import { MethodChoice, MethodHelp } from '../configure/method-choice.tsx';
import { SealNote } from '../configure/seal-note.tsx';
import { AddressList } from './address-list.tsx';
import { AttemptState } from './attempt-state.tsx';
import { type Asked, useEntering } from './use-entering.ts';

const SEAL_NOTE = 'seal-note';
const DRIVER_MISSING = 'driver-missing';

function sendLabel({ state }: Asked['delivery']): string {
  return state === 'plain' ? t.enterCredentials.sendPlain : t.enterCredentials.send;
}

/** What whoever has the link sees: where the secret goes, the fields for it, and what became of it. */
export function EnterCredentials({ token, asked }: { token: string; asked: Asked }) {
  const { connection_type: type, attempt, delivery, connector } = asked;
  const entering = useEntering(token, asked);
  const { method } = entering.values;
  const { isDirty } = entering.form.formState;
  const isRunning = entering.isSending || attempt?.state === 'running';
  const isMissing = connector !== null && !connector.types.includes(type);
  const isBlocked = delivery.state === 'blocked';
  const described = isMissing ? DRIVER_MISSING : SEAL_NOTE;
  return (
    <FormProvider {...entering.form}>
      <AddressList asked={asked} />
      <form noValidate autoComplete="off" onSubmit={entering.submit} className="mt-5 space-y-4">
        {!isRunning && attempt && <AttemptState type={type} attempt={attempt} isKept={isDirty} />}
        <fieldset disabled={isRunning} className="min-w-0 space-y-4">
          <MethodChoice type={type} method={method} onMethod={entering.chooseMethod} />
          {settingFieldsOf(type, 'access', method).map((field) => (
            <FormField key={field.path} field={field} />
          ))}
          {credentialFieldsOf(type, method).map((field) => (
            <FormField key={field.path} field={field} />
          ))}
          <MethodHelp type={type} method={method} />
          <SealNote id={SEAL_NOTE} sealing={delivery} />
        </fieldset>
        {isMissing && (
          <p id={DRIVER_MISSING} className="text-[13px] text-bad">
            {t.configure.driverMissingTitle({ source: describeSource(type).name })}
          </p>
        )}
        {isRunning && attempt?.state === 'running' && (
          <AttemptState type={type} attempt={attempt} isKept={isDirty} />
        )}
        {entering.failure != null && <ProblemNote error={entering.failure} />}
        <Button
          type="submit"
          variant="primary"
          size="large"
          className="w-full"
          isBusy={isRunning}
          disabled={isMissing || isBlocked}
          aria-describedby={isMissing || isBlocked ? described : undefined}
        >
          {isRunning ? t.configure.verifying : sendLabel(delivery)}
        </Button>
      </form>
    </FormProvider>
  );
}
