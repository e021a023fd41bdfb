import { type DataSourceConnection, updateDataSourceRequestSchema } from '@rita/contracts';
import { useEffect, useRef } from 'react';
import { FormProvider, type Resolver, useForm, useWatch } from 'react-hook-form';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '../../components/ui/card.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input, Textarea } from '../../components/ui/input.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { ConflictNote } from '../configure/conflict-note.tsx';
import { settingFieldsOf } from '../configure/form-model.ts';
import { OpeningFields } from '../configure/owners-only.tsx';
import { changedSettings } from '../configure/request-payload.ts';
import { StepFields } from '../configure/step-fields.tsx';
import { resolveStep, type StepContext } from '../configure/step-resolver.ts';
import { methodToBeginWith } from '../configure/suggest-method.ts';
import { tellWhatIsMissing } from '../configure/tell-what-is-missing.ts';
import { useVersionedSave } from '../configure/use-versioned-save.ts';
import { heldSecret } from '../configure/verification-stage.ts';
import { ScheduleFields } from '../schedule/schedule-fields.tsx';
import { useSchedule } from '../schedule/use-schedule.ts';
import { type EditValues, storedValues, useEditDraft } from './edit-draft.ts';
import { SearchLanguageField } from './search-language-field.tsx';

type ConfigurationEditProps = { connection: DataSourceConnection; onClose: () => void };

/** Name, description and scope. Address and access are not here: they need a new verification. */
export function ConfigurationEdit({ connection, onClose }: ConfigurationEditProps) {
  const method = methodToBeginWith(connection);
  const saving = useVersionedSave(connection);
  const showToast = useToast();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The menu that led here gives the focus back to its button first.
    const timer = setTimeout(() => heading.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);
  const { restored, keep, discard } = useEditDraft(connection);
  const form = useForm<EditValues, StepContext>({
    defaultValues: restored?.values ?? storedValues(connection),
    resolver: resolveEdit,
    context: { step: 'choose', connection, firstMethod: method },
  });
  const schedule = useSchedule(connection, restored?.schedule);
  useWatch({ control: form.control });
  useEffect(() => keep({ values: form.getValues(), schedule: schedule.draft }));
  const startOver = (row: DataSourceConnection) => {
    discard(row);
    form.reset(storedValues(row));
    schedule.reset(row);
  };
  const leave = () => {
    // What is shown until then would be kept once more.
    startOver(connection);
    onClose();
  };
  const changes = (base: DataSourceConnection) => ({
    ...changesOf(base, form.getValues()),
    ...schedule.changes(base),
  });
  const close = (saved: DataSourceConnection | undefined) => {
    if (saved === undefined) return;
    showToast(t.connection.saved, 'ok');
    discard(saved);
    onClose();
  };
  const isVerified = heldSecret(connection) !== undefined;
  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={form.handleSubmit(async () => {
          if (!schedule.isValid) return;
          const needsAll = isVerified && schedule.isPlanned;
          if (needsAll && tellWhatIsMissing(connection.type, form)) return;
          close(await saving.save(changes));
        })}
      >
        <Card className="max-w-[760px]">
          <CardHeader>
            <h2 ref={heading} tabIndex={-1} className="outline-none">
              {t.connection.editTitle}
            </h2>
          </CardHeader>
          <CardBody className="space-y-4">
            {restored !== undefined && (
              <Note tone="info">
                <p>{t.configure.restored}</p>
                <Button size="small" className="mt-2" onClick={() => startOver(connection)}>
                  {t.configure.discard}
                </Button>
              </Note>
            )}
            <OwnFields form={form} />
            {isVerified ? (
              <OpeningFields connection={connection}>
                <StepFields
                  fields={settingFieldsOf(connection.type, 'choose', method)}
                  options={connection.latest_options}
                />
              </OpeningFields>
            ) : (
              <Note tone="info">{t.connection.verifyFirst}</Note>
            )}
            <SearchLanguageField field={form.register('searchLanguage')} />
            <ScheduleFields connection={connection} form={schedule} />
            <ConflictNote
              conflict={saving.conflict}
              onKeepMine={async () => close(await saving.saveOnTop(changes))}
              onTakeTheirs={() => startOver(saving.startOver())}
            />
            {saving.error != null && <ProblemNote error={saving.error} />}
            <div className="flex flex-wrap gap-2">
              <Button type="submit" variant="primary" isBusy={saving.isSaving}>
                {t.common.save}
              </Button>
              <Button variant="ghost" onClick={leave}>
                {t.common.cancel}
              </Button>
            </div>
          </CardBody>
        </Card>
      </form>
    </FormProvider>
  );
}

function OwnFields({ form }: { form: ReturnType<typeof useForm<EditValues, StepContext>> }) {
  const { errors } = form.formState;
  return (
    <>
      <Field label={t.connection.name} error={errors.name?.message}>
        {(props) => <Input {...props} {...form.register('name')} autoComplete="off" />}
      </Field>
      <Field
        label={t.connection.description}
        error={errors.description?.message}
        isOptional={t.common.optional}
      >
        {(props) => <Textarea {...props} {...form.register('description')} />}
      </Field>
    </>
  );
}

function changesOf(base: DataSourceConnection, values: EditValues) {
  const { name, description } = values;
  const language = values.searchLanguage || null;
  const settings = changedSettings(base, values, ['choose']);
  return {
    ...(name.trim() === base.name ? {} : { name: name.trim() }),
    ...(description.trim() === base.description ? {} : { description: description.trim() }),
    ...(language === base.search_language ? {} : { search_language: language }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
}

const limits = updateDataSourceRequestSchema.shape;

const resolveEdit: Resolver<EditValues, StepContext> = async (values, context, options) => {
  const scope = await (resolveStep as unknown as Resolver<EditValues, StepContext>)(
    values,
    context,
    options,
  );
  const errors: Record<string, unknown> = { ...scope.errors };
  if (values.name.trim() === '') errors.name = fault(t.connection.nameRequired);
  else if (!limits.name.safeParse(values.name).success)
    errors.name = fault(t.connection.nameTooLong);
  if (!limits.description.safeParse(values.description).success) {
    errors.description = fault(t.connection.descriptionTooLong);
  }
  if (Object.keys(errors).length === 0) return { values, errors: {} };
  return { values: {}, errors };
};

function fault(message: string) {
  return { type: 'limits', message };
}
