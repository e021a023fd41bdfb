import { type DataSourceConnection, HELD_DELETIONS_ABILITY } from '@rita/contracts';
import { Hand } from 'lucide-react';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { ofDocuments } from '../../lib/counted-things.ts';
import { formatMoment } from '../../lib/format.ts';
import { useConnectorAbility } from '../connection/connector.queries.ts';
import type { ConnectionState } from '../runs/connection-state.ts';
import { FailureNote } from '../runs/failure-note.tsx';
import { useMayWrite } from '../session/session.queries.ts';

type HeldNoteProps = { connection: DataSourceConnection; state: ConnectionState; now: number };

/** How many documents a sync would have removed, and what can be done about it. */
export function HeldNote(props: HeldNoteProps) {
  const { deletions_held: count, deletions_held_of: of, type, last_sync_at } = props.connection;
  if (count === null || of === null) return <FailureNote {...props} />;
  return (
    <Note tone="warn" icon={Hand}>
      <p className="font-[620]">{t.freshness.held({ count, documents: ofDocuments(type, of) })}</p>
      <p className="mt-1 text-muted">
        <Choice />
        {last_sync_at &&
          ` ${t.freshness.keptDocuments({ time: formatMoment(last_sync_at, props.now) })}`}
      </p>
    </Note>
  );
}

/** Only what the one who looks may do, and the connector can. */
function Choice() {
  const mayWrite = useMayWrite();
  const isAble = useConnectorAbility(HELD_DELETIONS_ABILITY);
  if (!mayWrite) return t.freshness.heldMember;
  return isAble ? t.freshness.heldChoice : t.freshness.heldChange;
}
