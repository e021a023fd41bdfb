import {
  type ConfigurationStep,
  credentialMethodOf,
  type DataSourceConnection,
  type SampleSource,
} from '@rita/contracts';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { problemOf } from '../../lib/problem-error.ts';
import { type ConfigurationValues, initialValues, settingFieldsOf } from './form-model.ts';
import { stepErrors } from './form-validation.ts';
import { changesBoundSettings } from './request-payload.ts';
import { mayKeepSecret, resolveStep, type StepContext } from './step-resolver.ts';
import { suggestMethod } from './suggest-method.ts';
import { useVerification } from './use-verification.ts';
import { heldSecret } from './verification-stage.ts';

type ConfigurationInput = {
  connection: DataSourceConnection;
  /** From the address; the step that fits is taken when absent or not open yet. */
  requestedStep: ConfigurationStep | undefined;
  onGo: (step: ConfigurationStep) => void;
  /** The verification that this page followed has passed. */
  onPassed: () => void;
};

/** The form over its three steps. What is typed lives here, in memory, as long as the page is open. */
export function useConfiguration(input: ConfigurationInput) {
  const { connection, requestedStep, onGo, onPassed } = input;
  const { type } = connection;
  const [firstMethod] = useState(() => suggestMethod(type, connection.settings));
  const [isMethodChosen, setIsMethodChosen] = useState(heldSecret(connection) !== undefined);
  const context: StepContext = { step: 'where', connection, firstMethod };
  const form = useForm<ConfigurationValues, StepContext>({
    defaultValues: initialValues(type, connection.settings, firstMethod),
    resolver: resolveStep,
    context,
  });
  useWatch({ control: form.control });
  const values = form.getValues();
  const verification = useVerification(connection);
  const isRunning = verification.stage === 'running';
  const open = openSteps(connection, values, isRunning);
  const step = stepToShow(requestedStep, open, connection);
  context.step = step;

  const goToAccess = form.handleSubmit(({ settings }) => {
    if (!isMethodChosen) form.setValue('method', suggestMethod(type, settings));
    onGo('access');
  });
  const verify = form.handleSubmit(async () => {
    // The parsed values of another step are not needed: the form holds them all.
    const current = form.getValues();
    const error = await verification.start(current, mayKeepSecret(context, current));
    if (error !== undefined) showFaults(problemOf(error).errors ?? []);
  });
  const showFaults = (faults: readonly { path: string; message: string }[]) => {
    for (const { path, message } of faults) {
      if (/^(settings|credentials)\.\w+$/.test(path)) {
        form.setError(path as `settings.${string}`, { type: 'server', message });
      }
    }
  };

  const hasJustPassed = verification.isOurs && verification.stage === 'passed';
  useEffect(() => {
    if (!hasJustPassed) return;
    // The connector holds the secret now; this page has no further use for it.
    form.setValue('credentials', initialValues(type, {}, firstMethod).credentials);
    verification.finish();
    onPassed();
    onGo('choose');
  });

  const fillIn = (sample: SampleSource) => {
    const method = credentialMethodOf(type, sample.credentials) ?? firstMethod;
    const filled = initialValues(type, { ...connection.settings, ...sample.settings }, method);
    form.reset({ ...filled, credentials: { ...filled.credentials, ...sample.credentials } });
    setIsMethodChosen(true);
    onGo('access');
  };

  return {
    form,
    values,
    step,
    open,
    verification,
    goToAccess,
    verify,
    fillIn,
    mayKeep: mayKeepSecret(context, values),
    chooseMethod: (method: string) => {
      setIsMethodChosen(true);
      form.setValue('method', method);
      form.clearErrors();
    },
  };
}

function openSteps(
  connection: DataSourceConnection,
  values: ConfigurationValues,
  isRunning: boolean,
): ReadonlySet<ConfigurationStep> {
  if (isRunning) return new Set(['access']);
  const open = new Set<ConfigurationStep>(['where']);
  const where = stepErrors({ type: connection.type, step: 'where', values, mayKeepSecret: true });
  if (Object.keys(where).length === 0) open.add('access');
  if (heldSecret(connection) && !changesBoundSettings(connection, values)) open.add('choose');
  return open;
}

function stepToShow(
  requested: ConfigurationStep | undefined,
  open: ReadonlySet<ConfigurationStep>,
  connection: DataSourceConnection,
): ConfigurationStep {
  if (requested !== undefined && open.has(requested)) return requested;
  if (!open.has('where')) return 'access';
  if (requested === undefined && open.has('choose') && !connection.enabled) return 'choose';
  return 'where';
}

/** The steps that need nothing more. */
export function doneSteps(
  connection: DataSourceConnection,
  values: ConfigurationValues,
  open: ReadonlySet<ConfigurationStep>,
): ReadonlySet<ConfigurationStep> {
  const done = new Set<ConfigurationStep>();
  const hasPlace = settingFieldsOf(connection.type, 'where', values.method).length > 0;
  if (open.has('access') && hasPlace) done.add('where');
  if (open.has('choose')) done.add('access');
  if (connection.enabled && open.has('choose')) done.add('choose');
  return done;
}
