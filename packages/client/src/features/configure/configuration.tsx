import {
  CONFIGURATION_STEPS,
  type ConfigurationStep,
  type DataSourceConnection,
  type SampleSource,
} from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { Page } from '../../components/page.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { problemOf } from '../../lib/problem-error.ts';
import { connectorQuery } from '../connection/connector.queries.ts';
import { useTriggerSync } from '../data-sources/data-sources.queries.ts';
import { useSchedule } from '../schedule/use-schedule.ts';
import { AccessStep } from './access-step.tsx';
import { BeforeCard } from './before-card.tsx';
import { ChecksBesideChoice, ChecksCard } from './checks-card.tsx';
import { ChooseStep } from './choose-step.tsx';
import { initialValues } from './form-model.ts';
import { doneSteps } from './open-steps.ts';
import { changedSettings } from './request-payload.ts';
import { StepList } from './step-list.tsx';
import { tellWhatIsMissing } from './tell-what-is-missing.ts';
import { useConfiguration } from './use-configuration.ts';
import { useVersionedSave } from './use-versioned-save.ts';
import { WhereStep } from './where-step.tsx';

type ConfigurationProps = {
  connection: DataSourceConnection;
  requestedStep: ConfigurationStep | undefined;
  onGo: (step: ConfigurationStep) => void;
};

/** Where is it → prove access → choose what, for any type of the catalogue. */
export function Configuration({ connection, requestedStep, onGo }: ConfigurationProps) {
  const saving = useVersionedSave(connection);
  const configuration = useConfiguration({
    connection,
    requestedStep,
    onGo,
    onPassed: saving.acceptVerified,
  });
  const { form, values, step, open, verification } = configuration;
  const { data: connector } = useQuery(connectorQuery);
  const saveScope = useSaveScope(connection, form, saving);
  const [isSample, setIsSample] = useState(false);
  const source = describeSource(connection.type);
  const fillIn = (sample: SampleSource) => {
    setIsSample(true);
    configuration.fillIn(sample);
  };
  return (
    <Page
      title={
        connection.enabled
          ? t.configure.editTitle({ source: source.name })
          : t.configure.title({ source: source.name })
      }
      description={t.configure.intro}
      before={<BackLink connection={connection} />}
    >
      <FormProvider {...form}>
        <div className="mb-4">
          <StepList
            current={step}
            open={open}
            done={doneSteps(connection, values, open)}
            onGo={onGo}
          />
        </div>
        {configuration.isRestored && (
          <Note tone="info" className="mb-4">
            <p>{t.configure.restored}</p>
            <Button size="small" className="mt-2" onClick={configuration.startOver}>
              {t.configure.discard}
            </Button>
          </Note>
        )}
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
          <StepCard step={step}>
            {step === 'where' && (
              <WhereStep type={connection.type} values={values} onNext={configuration.goToAccess} />
            )}
            {step === 'access' && (
              <>
                {isSample && verification.stage === 'none' && (
                  <Note tone="info" className="mb-4">
                    {t.configure.sampleFilled}
                  </Note>
                )}
                <AccessStep
                  connection={connection}
                  connector={connector}
                  values={values}
                  stage={verification.stage}
                  failure={verification.failure}
                  mayKeep={configuration.mayKeep}
                  isNextOpen={open.has('choose')}
                  onMethod={configuration.chooseMethod}
                  onVerify={configuration.verify}
                  onBack={() => onGo('where')}
                  onNext={() => onGo('choose')}
                />
              </>
            )}
            {step === 'choose' && (
              <ChooseStep
                connection={connection}
                values={values}
                {...saveScope}
                onBack={() => onGo('access')}
              />
            )}
          </StepCard>
          {step === 'where' && <BeforeCard type={connection.type} onSample={fillIn} />}
          {step === 'access' && <ChecksCard connection={connection} stage={verification.stage} />}
          {step === 'choose' && (
            <ChecksBesideChoice connection={connection} stage={verification.stage} />
          )}
        </div>
      </FormProvider>
    </Page>
  );
}

function BackLink({ connection }: { connection: DataSourceConnection }) {
  return (
    <Link
      to="/data-sources/$id"
      params={{ id: connection.id }}
      className="inline-flex items-center gap-1.5 rounded-sm text-[13px] text-muted hover:text-fg"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {t.configure.back({ name: connection.name })}
    </Link>
  );
}

/** Gives its heading the focus when the step changes, which also reads it out. */
function StepCard({ step, children }: { step: ConfigurationStep; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
  }, [step]);
  const title = t.configure.steps[step];
  return (
    <Card aria-label={title}>
      <CardHeader>
        <h2 ref={heading} tabIndex={-1} className="outline-none">
          <span className="sr-only">
            {t.configure.stepOf({ step: CONFIGURATION_STEPS.indexOf(step) + 1, name: title })}
          </span>
          <span aria-hidden>{title}</span>
        </h2>
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}

/** Saves the choice, enables the connection and, when asked, starts the first sync. */
function useSaveScope(
  connection: DataSourceConnection,
  form: ReturnType<typeof useConfiguration>['form'],
  saving: ReturnType<typeof useVersionedSave>,
) {
  const navigate = useNavigate();
  const showToast = useToast();
  const sync = useTriggerSync(connection.id);
  const [isSyncWanted, setIsSyncWanted] = useState(false);
  const schedule = useSchedule(connection);

  const changes = (base: DataSourceConnection) => ({
    enabled: true,
    settings: changedSettings(base, form.getValues(), ['choose']),
    ...schedule.changes(base),
  });
  const leave = async (thenSync: boolean) => {
    if (thenSync) {
      const refused = await sync.mutateAsync().then(() => undefined, problemOf);
      if (refused) showToast(`${t.configure.syncProblem}: ${refused.title}.`, 'warn');
    }
    await navigate({ to: '/data-sources/$id', params: { id: connection.id } });
  };
  const onSave = (thenSync: boolean) =>
    form.handleSubmit(async () => {
      setIsSyncWanted(thenSync);
      if (!schedule.isValid) return;
      if ((thenSync || schedule.isPlanned) && tellWhatIsMissing(connection.type, form)) return;
      if (await saving.save(changes)) await leave(thenSync);
    })();

  return {
    schedule,
    conflict: saving.conflict,
    error: saving.error,
    isSaving: saving.isSaving || sync.isPending,
    onSave,
    onKeepMine: async () => {
      if (await saving.saveOnTop(changes)) await leave(isSyncWanted);
    },
    onTakeTheirs: () => {
      const row = saving.startOver();
      const { method } = form.getValues();
      form.reset(initialValues(row.type, row.settings, method));
      schedule.reset(row);
    },
  };
}
