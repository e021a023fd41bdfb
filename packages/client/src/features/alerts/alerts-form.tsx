import { ALERT_KINDS, type AlertSettings } from '@rita/contracts';
import { type FormEvent, useId, useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Switch } from '../../components/ui/switch.tsx';
import { t } from '../../i18n/index.ts';
import { ChoiceList } from '../keys/choice-list.tsx';
import { ownTimeZone } from '../schedule/schedule-draft.ts';
import { useSaveAlertSettings } from './alerts.queries.ts';
import { QuietHoursFields } from './quiet-hours-fields.tsx';

const texts = t.alerts;

/** Whether, about what, and when not; nothing counts before it is saved. */
export function AlertsForm({ settings }: { settings: AlertSettings }) {
  const [draft, setDraft] = useState(settings);
  const save = useSaveAlertSettings();
  const showToast = useToast();
  const change = (changes: Partial<AlertSettings>) => setDraft({ ...draft, ...changes });
  const isSame = draft.quiet !== null && draft.quiet.from === draft.quiet.to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSame) save.mutate(draft, { onSuccess: () => showToast(texts.saved) });
  };
  return (
    <form noValidate onSubmit={submit} className="max-w-[560px] space-y-4">
      <Toggle label={texts.mail} isOn={draft.mail} onChange={(mail) => change({ mail })} />
      {draft.mail && (
        <>
          <ChoiceList
            label={texts.when}
            choices={ALERT_KINDS.map((value) => ({ value, label: texts.kinds[value] }))}
            chosen={draft.kinds}
            onChange={(chosen) =>
              change({ kinds: ALERT_KINDS.filter((kind) => chosen.includes(kind)) })
            }
          />
          <Toggle
            label={texts.quiet}
            help={texts.quietHelp}
            isOn={draft.quiet !== null}
            onChange={(isOn) => change({ quiet: isOn ? nightHere() : null })}
          />
          {draft.quiet !== null && (
            <QuietHoursFields quiet={draft.quiet} onChange={(quiet) => change({ quiet })} />
          )}
        </>
      )}
      <Button type="submit" isBusy={save.isPending}>
        {texts.save}
      </Button>
      {save.error && <ProblemNote error={save.error} />}
    </form>
  );
}

function nightHere() {
  return { from: '22:00', to: '07:00', time_zone: ownTimeZone() };
}

type ToggleProps = {
  label: string;
  help?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
};

function Toggle({ label, help, isOn, onChange }: ToggleProps) {
  const id = useId();
  return (
    <div>
      <div className="flex items-center gap-2.5">
        <Switch
          id={id}
          checked={isOn}
          onCheckedChange={onChange}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
        />
        <label htmlFor={id} className="text-[13px] font-[550]">
          {label}
        </label>
      </div>
      {help !== undefined && (
        <p id={`${id}-help`} className="mt-1 text-xs text-muted">
          {help}
        </p>
      )}
    </div>
  );
}
