import type { DataSourceConnection } from '@rita/contracts';
import { RefreshCw } from 'lucide-react';
import { useFormContext } from 'react-hook-form';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { PreviewPanel } from '../preview/preview-panel.tsx';
import { ScheduleFields } from '../schedule/schedule-fields.tsx';
import type { ScheduleForm } from '../schedule/use-schedule.ts';
import { ConflictNote } from './conflict-note.tsx';
import { type ConfigurationValues, settingFieldsOf } from './form-model.ts';
import { OpeningFields } from './owners-only.tsx';
import { changedSettings } from './request-payload.ts';
import type { ChangedField } from './setting-conflict.ts';
import { StepActions } from './step-actions.tsx';
import { StepFields } from './step-fields.tsx';

type ChooseStepProps = {
  connection: DataSourceConnection;
  values: ConfigurationValues;
  schedule: ScheduleForm;
  conflict: readonly ChangedField[];
  error: unknown;
  isSaving: boolean;
  onSave: (thenSync: boolean) => void;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onBack: () => void;
};

/** Step three: what is read, from what the verification found. */
export function ChooseStep(props: ChooseStepProps) {
  const { connection, values, isSaving, onSave } = props;
  const form = useFormContext<ConfigurationValues>();
  const wanted = async () =>
    (await form.trigger(undefined, { shouldFocus: true }))
      ? changedSettings(connection, form.getValues(), ['choose'])
      : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave(true);
      }}
      className="space-y-4"
    >
      <OpeningFields connection={connection}>
        <StepFields
          fields={settingFieldsOf(connection.type, 'choose', values.method)}
          options={connection.latest_options}
        />
      </OpeningFields>
      <ScheduleFields connection={connection} form={props.schedule} />
      <div className="border-t border-line pt-4">
        <PreviewPanel connection={connection} settings={wanted} />
      </div>
      <ConflictNote
        conflict={props.conflict}
        onKeepMine={props.onKeepMine}
        onTakeTheirs={props.onTakeTheirs}
      />
      {props.error != null && <ProblemNote error={props.error} />}
      <StepActions
        main={
          <Button type="submit" variant="primary" className="max-sm:w-full" isBusy={isSaving}>
            {!isSaving && <RefreshCw aria-hidden />}
            {t.configure.saveAndSync}
          </Button>
        }
      >
        <Button disabled={isSaving} onClick={() => onSave(false)}>
          {t.configure.save}
        </Button>
        <Button variant="ghost" disabled={isSaving} onClick={props.onBack}>
          {t.configure.previous}
        </Button>
      </StepActions>
    </form>
  );
}
