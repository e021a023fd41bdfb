import type { DataSourceConnection } from '@rita/contracts';
import { useId } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import { textFor } from '../../i18n/text-for.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { useUpdateAccess } from './access.queries.ts';

const texts = t.access;
const OFFERED = [5, 15, 30, 60, 240, 720, 1440] as const satisfies (keyof typeof texts.every)[];

/** How often permissions are read by themselves. */
export function AccessFrequency({ connection }: { connection: DataSourceConnection }) {
  const id = useId();
  const mayWrite = useMayWrite();
  const update = useUpdateAccess(connection.id);
  const showToast = useToast();
  const { every_minutes: minutes } = connection.access;
  // Somebody may have set another one by the API.
  const choices = [...new Set([...OFFERED, minutes])].toSorted((a, b) => a - b);
  const inWords = (every: number) =>
    textFor(texts.every, String(every)) ?? texts.everyOther({ minutes: every });
  if (!mayWrite) {
    return (
      <p className="text-[13px] text-muted">
        {texts.often}: {inWords(minutes)}
      </p>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <label htmlFor={id} className="text-[13px] text-muted">
        {texts.often}
      </label>
      <Select
        id={id}
        className="w-48"
        value={minutes}
        disabled={update.isPending}
        onChange={(event) =>
          update.mutate(
            { every_minutes: Number(event.target.value) },
            { onSuccess: () => showToast(texts.saved) },
          )
        }
      >
        {choices.map((every) => (
          <option key={every} value={every}>
            {inWords(every)}
          </option>
        ))}
      </Select>
      {update.error && <ProblemNote error={update.error} className="w-full" />}
    </div>
  );
}
