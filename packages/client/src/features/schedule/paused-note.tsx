import { type DataSourceConnection, FAILURES_BEFORE_PAUSE } from '@rita/contracts';
import { Pause } from 'lucide-react';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../lib/format.ts';

type PausedNoteProps = { connection: DataSourceConnection; now: number };

/** Who paused scheduled syncs and when, or that they were paused because too many failed. */
export function PausedNote({ connection, now }: PausedNoteProps) {
  if (connection.paused_at === null) return null;
  const since = formatMoment(connection.paused_at, now);
  const isByUs = connection.paused_reason === 'failures';
  return (
    <Note tone={isByUs ? 'warn' : 'off'} icon={Pause}>
      {isByUs
        ? t.pause.byFailures({ count: FAILURES_BEFORE_PAUSE, since })
        : t.pause.byUser({ name: connection.paused_by ?? t.pause.somebody, since })}
    </Note>
  );
}
