import type { ConnectionAccess, DataSourceConnection } from '@rita/contracts';
import { Clock } from 'lucide-react';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../lib/format.ts';
import { useAtTime, useNow } from '../../lib/use-now.ts';
import { accessAge, isFirstReading } from './access-age.ts';
import { isUnread } from './is-unread.ts';
import { useStaleLimitHours } from './reading-ability.queries.ts';

const texts = t.firstReading;

/** Younger ones are not worth a request: hardly any connector is set to believe for less. */
const BELIEVED_HOURS = 1;

/**
 * Why nobody finds the documents of a connection that has some, or those that not everyone may read: its
 * permissions were never read, or are too old to be believed.
 */
export function PermissionsNote({ connection }: { connection: DataSourceConnection }) {
  const { access, enabled } = connection;
  const isOld = useAtTime((now) => Number(isStale(access, { limitHours: BELIEVED_HOURS, now })));
  if (isUnread(connection)) {
    const isFirst = isFirstReading(access);
    return (
      <Note tone={isFirst ? 'info' : 'warn'} icon={Clock} className="mt-3">
        {isFirst ? `${texts.first}.` : `${texts.never}. ${texts.neverText}`}
      </Note>
    );
  }
  if (isOld === 0 || !enabled || access.mode === 'everyone') return null;
  return <StaleNote access={access} />;
}

function StaleNote({ access }: { access: ConnectionAccess }) {
  const limitHours = useStaleLimitHours();
  const now = useNow();
  const age = accessAge(access, { limitHours, now });
  if (age.kind !== 'stale') return null;
  return (
    <Note tone="warn" icon={Clock} className="mt-3">
      {texts.stale({ time: formatMoment(age.readAt, now) })}
    </Note>
  );
}

function isStale(access: ConnectionAccess, limit: { limitHours: number; now: number }): boolean {
  return accessAge(access, limit).kind === 'stale';
}
