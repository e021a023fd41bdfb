import type { DataSourceConnection } from '@rita/contracts';
import { type ReactNode, useId } from 'react';
import { Field, type FieldControlProps } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { RadioCards } from '../../components/ui/radio-cards.tsx';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import {
  ownTimeZone,
  previewNext,
  SCHEDULE_TYPES,
  type ScheduleField,
  type ScheduleType,
} from './schedule-draft.ts';
import { TimeZoneInput } from './time-zone-input.tsx';
import type { ScheduleForm } from './use-schedule.ts';

type ScheduleFieldsProps = { connection: DataSourceConnection; form: ScheduleForm };

const texts = t.schedule;

/** When to sync: the kind, its fields, and when the next one would be. */
export function ScheduleFields({ connection, form }: ScheduleFieldsProps) {
  const title = useId();
  const { draft, setDraft } = form;
  const fieldsOf = FIELDS[draft.type];
  return (
    <section aria-labelledby={title} className="space-y-2">
      <h3 id={title} className="text-[13px] font-[550]">
        {texts.title}
      </h3>
      <RadioCards
        label={texts.title}
        value={draft.type}
        onValueChange={(type) => setDraft({ ...draft, type: type as ScheduleType })}
        choices={SCHEDULE_TYPES.map((value) => ({ value, ...texts.choices[value] }))}
        className="sm:grid-cols-2"
      />
      {fieldsOf.length > 0 && (
        <div className="grid gap-3 sm:grid-cols-2">
          {fieldsOf.map((field) => (
            <ScheduleInput key={field} field={field} form={form} />
          ))}
        </div>
      )}
      <Preview connection={connection} form={form} />
    </section>
  );
}

const FIELDS: Record<ScheduleType, readonly ScheduleField[]> = {
  manual: [],
  hourly: [],
  every_hours: ['hours'],
  daily: ['time', 'timeZone'],
  cron: ['expression', 'timeZone'],
};

type InputProps = FieldControlProps & { value: string; onChange: (value: string) => void };

function ScheduleInput({ field, form }: { field: ScheduleField; form: ScheduleForm }) {
  const { draft, setDraft, read } = form;
  const error = read.fault?.field === field ? read.fault.message : undefined;
  const Control = INPUTS[field];
  const onChange = (value: string) => setDraft({ ...draft, [field]: value });
  return (
    <Field
      label={texts.fields[field]}
      error={error}
      help={field === 'expression' ? texts.help.expression : undefined}
    >
      {(props) => <Control {...props} value={draft[field]} onChange={onChange} />}
    </Field>
  );
}

const INPUTS: Record<ScheduleField, (props: InputProps) => ReactNode> = {
  hours: ({ onChange, ...props }) => (
    <Input {...props} inputMode="numeric" onChange={(event) => onChange(event.target.value)} />
  ),
  time: ({ onChange, ...props }) => (
    <Input {...props} type="time" onChange={(event) => onChange(event.target.value)} />
  ),
  expression: ({ onChange, ...props }) => (
    <Input
      {...props}
      dir="ltr"
      className="font-mono"
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  ),
  timeZone: TimeZoneInput,
};

function Preview({ connection, form }: ScheduleFieldsProps) {
  const now = useNow();
  return (
    <p role="status" className="text-xs text-muted tabular">
      {previewInWords(connection, form, now)}
    </p>
  );
}

function previewInWords(
  connection: DataSourceConnection,
  { draft, read }: ScheduleForm,
  now: number,
): string {
  if (read.fault !== undefined) return '';
  if (read.schedule === null) return texts.previewManual;
  if (connection.paused_at !== null) return texts.previewPaused;
  const next = previewNext(read.schedule, connection, now);
  if (next === null) return '';
  const isElsewhere = 'time_zone' in read.schedule && draft.timeZone !== ownTimeZone();
  const say = isElsewhere ? texts.previewElsewhere : texts.preview;
  return say({ moment: formatMoment(next, now) });
}
