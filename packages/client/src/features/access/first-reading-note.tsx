import type { DataSourceConnection } from '@rita/contracts';
import { Clock } from 'lucide-react';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { isUnread } from './is-unread.ts';

const texts = t.firstReading;

/** Why nobody finds the documents of a connection that has some: its permissions were never read. */
export function FirstReadingNote({ connection }: { connection: DataSourceConnection }) {
  if (!isUnread(connection)) return null;
  const hasFailed = connection.access.last_result === 'failed';
  return (
    <Note tone={hasFailed ? 'warn' : 'info'} icon={Clock} className="mt-3">
      {hasFailed ? `${texts.never}. ${texts.neverText}` : `${texts.first}.`}
    </Note>
  );
}
