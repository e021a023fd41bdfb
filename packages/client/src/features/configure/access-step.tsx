import type { ConnectorInfo, DataSourceConnection } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { formatDay } from '../../lib/format.ts';
import { checkLines } from '../connection/check-list.ts';
import { SourceDetails } from '../connection/source-details.tsx';
import { AskSomebody } from '../credential-links/ask-somebody.tsx';
import { AttemptNote } from '../runs/attempt-note.tsx';
import { connectionState } from '../runs/connection-state.ts';
import { FailureNote } from '../runs/failure-note.tsx';
import { attemptOf } from '../runs/last-verification.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { FormField } from './form-field.tsx';
import {
  type ConfigurationValues,
  credentialFieldsOf,
  isSecretInput,
  settingFieldsOf,
} from './form-model.ts';
import { hasEnteredSecret } from './form-validation.ts';
import type { SealingState } from './judge-sealing.ts';
import { MethodChoice, MethodHelp } from './method-choice.tsx';
import { changedSettings, changesBoundSettings } from './request-payload.ts';
import { SealNote } from './seal-note.tsx';
import { sealingQuery } from './sealing.queries.ts';
import { StepActions } from './step-actions.tsx';
import { heldSecret, type VerificationStage } from './verification-stage.ts';

type AccessStepProps = {
  connection: DataSourceConnection;
  connector: ConnectorInfo | null | undefined;
  values: ConfigurationValues;
  stage: VerificationStage;
  /** Why the verification could not even be started. */
  failure: unknown;
  mayKeep: boolean;
  isNextOpen: boolean;
  onMethod: (method: string) => void;
  onVerify: (event: FormEvent) => void;
  onBack: () => void;
  onNext: () => void;
};

/** Step two: how access is proven, and the secret. */
export function AccessStep(props: AccessStepProps) {
  const { connection, connector, values, stage } = props;
  const isRunning = stage === 'running';
  const isMissing = connector != null && !connector.types.includes(connection.type);
  const sealing = useSealing();
  const isKept = props.mayKeep && !hasEnteredSecret(connection.type, values);
  const isBlocked = sealing?.state === 'blocked' && !isKept;
  const canGoOn = stage === 'passed' && props.isNextOpen && props.mayKeep;
  return (
    <form noValidate autoComplete="off" onSubmit={props.onVerify} className="space-y-4">
      {isMissing && <DriverMissing connection={connection} />}
      <ResultNote
        connection={connection}
        stage={stage === 'passed' && !props.mayKeep ? 'none' : stage}
      />
      <fieldset disabled={isRunning} className="min-w-0 space-y-4">
        <MethodChoice type={connection.type} method={values.method} onMethod={props.onMethod} />
        {settingFieldsOf(connection.type, 'access', values.method).map((field) => (
          <FormField key={field.path} field={field} />
        ))}
        <SecretFields {...props} sealing={sealing} />
      </fieldset>
      {props.failure != null && <ProblemNote error={props.failure} />}
      <StepActions
        main={
          canGoOn && (
            <Button variant="primary" className="max-sm:w-full" onClick={props.onNext}>
              {t.configure.next}
            </Button>
          )
        }
      >
        <Button
          type="submit"
          variant={canGoOn ? 'secondary' : 'primary'}
          isBusy={isRunning}
          disabled={isMissing || isBlocked}
          aria-describedby={describedBy({ isMissing, isBlocked })}
        >
          {isRunning ? t.configure.verifying : verifyLabel(stage)}
        </Button>
        <Button variant="ghost" disabled={isRunning} onClick={props.onBack}>
          {t.configure.previous}
        </Button>
      </StepActions>
      <AskSomebody
        connection={connection}
        changes={() => changedSettings(connection, values, ['where', 'access'])}
      />
    </form>
  );
}

const SEAL_NOTE = 'seal-note';

/** What keeps the button from being pressed. */
function describedBy(at: { isMissing: boolean; isBlocked: boolean }): string | undefined {
  if (at.isMissing) return 'driver-missing';
  return at.isBlocked ? SEAL_NOTE : undefined;
}

function useSealing(): SealingState | undefined {
  const { organization } = useCurrentSession();
  return useQuery(sealingQuery(organization.id)).data;
}

function verifyLabel(stage: VerificationStage): string {
  return stage === 'none' ? t.configure.verify : t.configure.verifyAgain;
}

function DriverMissing({ connection }: { connection: DataSourceConnection }) {
  return (
    <Note tone="warn">
      <div id="driver-missing">
        <p className="font-semibold">
          {t.configure.driverMissingTitle({ source: describeSource(connection.type).name })}
        </p>
        <p>{t.configure.driverMissingText}</p>
      </div>
    </Note>
  );
}

type ResultNoteProps = { connection: DataSourceConnection; stage: VerificationStage };

function ResultNote({ connection, stage }: ResultNoteProps) {
  const { focusWhenNew, isWatched } = useWatchedFailure(stage);
  if (stage === 'cancelled') {
    return (
      <Note tone="off" role="status">
        <p className="font-semibold">{t.configure.cancelledTitle}</p>
        <p>{t.configure.cancelledText}</p>
      </Note>
    );
  }
  if (stage === 'passed') {
    return (
      <Note tone="ok" role="status">
        <p className="font-semibold">{t.configure.passed}</p>
        <p>{t.configure.passedText}</p>
      </Note>
    );
  }
  if (stage !== 'failed') return null;
  const attempt = attemptOf(connection);
  const lines = checkLines(connection.type, attempt?.checks ?? connection.verification_checks);
  const failed = lines.find((line) => line.outcome === 'failed');
  const now = Date.now();
  const state = connectionState(connection, now);
  return (
    <div ref={focusWhenNew} tabIndex={-1} role="alert" className="space-y-2 outline-none">
      {failed && (
        <p className="text-[13px] font-semibold text-bad">
          {t.configure.failedCheck({ check: failed.label })}
        </p>
      )}
      {attempt === undefined ? (
        <FailureNote connection={connection} state={state} now={now} />
      ) : (
        <AttemptNote attempt={attempt} isLost={state === 'needs_credentials'} now={now} />
      )}
      <SourceDetails text={connection.last_verification_error} />
      {/* Whoever comes back later finds no secret in the form. */}
      {isWatched && <p className="text-xs text-muted">{t.configure.failedKept}</p>}
    </div>
  );
}

/** Leads to the reason when a verification that was being watched fails, for it stands above the form. */
function useWatchedFailure(stage: VerificationStage) {
  const focusWhenNew = useRef<HTMLDivElement>(null);
  const before = useRef(stage);
  const [isWatched, setIsWatched] = useState(false);
  useEffect(() => {
    if (before.current === 'running' && stage === 'failed') {
      setIsWatched(true);
      focusWhenNew.current?.focus();
    }
    before.current = stage;
  }, [stage]);
  return { focusWhenNew, isWatched };
}

type SecretFieldsProps = Pick<AccessStepProps, 'connection' | 'values' | 'mayKeep'> & {
  sealing: SealingState | undefined;
};

function SecretFields({ connection, sealing, values, mayKeep }: SecretFieldsProps) {
  const held = heldSecret(connection);
  const fields = credentialFieldsOf(connection.type, values.method);
  const lastSecret = fields.findLast((field) => isSecretInput(field.hint));
  const isAskedAgain = held !== undefined && changesBoundSettings(connection, values);
  return (
    <>
      {fields.map((field) => (
        <FormField
          key={field.path}
          field={mayKeep ? { ...field, hint: withoutPlaceholder(field.hint) } : field}
          help={field === lastSecret && mayKeep ? heldHelp(held) : undefined}
        />
      ))}
      <MethodHelp type={connection.type} method={values.method} />
      {isAskedAgain && lastSecret && <Note tone="info">{t.configure.secretNeededAgain}</Note>}
      <SealNote id={SEAL_NOTE} sealing={sealing} />
    </>
  );
}

/** No dots and no “Paste the token” over a secret that is held: the field is empty. */
function withoutPlaceholder<H extends { placeholder?: string }>(hint: H): H {
  const { placeholder: _, ...rest } = hint;
  return rest as H;
}

function heldHelp(held: ReturnType<typeof heldSecret>): string | undefined {
  return held && t.configure.held({ since: formatDay(held.since, Date.now()) });
}
