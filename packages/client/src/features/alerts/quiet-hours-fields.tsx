import type { QuietHours } from '@rita/contracts';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { t } from '../../i18n/index.ts';
import { TimeZoneInput } from '../schedule/time-zone-input.tsx';

const texts = t.alerts;

type QuietHoursProps = { quiet: QuietHours; onChange: (quiet: QuietHours) => void };

/** From when until when, and by the clocks of which zone. */
export function QuietHoursFields({ quiet, onChange }: QuietHoursProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      {(['from', 'to'] as const).map((end) => (
        <Field
          key={end}
          label={texts[end]}
          error={end === 'to' && quiet.from === quiet.to ? texts.sameTimes : undefined}
        >
          {(control) => (
            <Input
              {...control}
              type="time"
              required
              value={quiet[end]}
              // A time that is emptied would be none.
              onChange={({ target: { value } }) =>
                value !== '' && onChange({ ...quiet, [end]: value })
              }
            />
          )}
        </Field>
      ))}
      <Field label={texts.timeZone}>
        {(control) => (
          <TimeZoneInput
            {...control}
            value={quiet.time_zone}
            onChange={(time_zone) => onChange({ ...quiet, time_zone })}
          />
        )}
      </Field>
    </div>
  );
}
