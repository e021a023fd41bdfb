import type { ConfigurationStep, DataSourceConnection, SampleSource } from '@rita/contracts';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { problemOf } from '../../lib/problem-error.ts';
import { useProvenByLink } from '../credential-links/use-proven-by-link.ts';
import { type ConfigurationValues, initialValues, withProven } from './form-model.ts';
import { openSteps, stepToShow } from './open-steps.ts';
import { sampleValues } from './sample-values.ts';
import { mayKeepSecret, resolveStep, type StepContext } from './step-resolver.ts';
import { methodToBeginWith, suggestMethod } from './suggest-method.ts';
import { useDraft } from './use-draft.ts';
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
  const firstMethod = methodToBeginWith(connection);
  const stored = initialValues(type, connection.settings, firstMethod);
  const { restored, keep, discard } = useDraft(connection, stored);
  const [isMethodChosen, setIsMethodChosen] = useState(
    heldSecret(connection) !== undefined || restored !== undefined,
  );
  const context: StepContext = { step: 'where', connection, firstMethod };
  const form = useForm<ConfigurationValues, StepContext>({
    defaultValues: restored ?? stored,
    resolver: resolveStep,
    context,
  });
  useWatch({ control: form.control });
  const values = form.getValues();
  useEffect(() => keep(values));
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

  useProvenByLink(connection, () => {
    form.reset(
      withProven(type, form.getValues(), initialValues(type, connection.settings, firstMethod)),
    );
    setIsMethodChosen(true);
    onPassed();
  });

  const fillIn = (sample: SampleSource) => {
    form.reset(sampleValues(connection, sample));
    setIsMethodChosen(true);
    verification.forget();
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
    isRestored: restored !== undefined,
    startOver: () => {
      discard();
      form.reset(stored);
    },
    mayKeep: mayKeepSecret(context, values),
    chooseMethod: (method: string) => {
      setIsMethodChosen(true);
      form.setValue('method', method);
      form.clearErrors();
    },
  };
}
