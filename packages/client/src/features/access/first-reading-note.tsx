import type { DataSourceConnection } from '@rita/contracts';
import { Clock } from 'lucide-react';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { isFirstReading } from './access-age.ts';
import { isUnread } from './is-unread.ts';

const texts = t.firstReading;

/** Why nobody finds the documents of a connection that has some: its permissions were never read. */
export function FirstReadingNote({ connection }: { connection: DataSourceConnection }) {
  if (!isUnread(connection)) return null;
  const isFirst = isFirstReading(connection.access);
  return (
    <Note tone={isFirst ? 'info' : 'warn'} icon={Clock} className="mt-3">
      {isFirst ? `${texts.first}.` : `${texts.never}. ${texts.neverText}`}
    </Note>
  );
}
