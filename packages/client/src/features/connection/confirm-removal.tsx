import type { DataSourceConnection } from '@rita/contracts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { countedDocuments } from '../../lib/counted-things.ts';
import { useTriggerSync } from '../data-sources/data-sources.queries.ts';

type ConfirmRemovalProps = {
  connection: DataSourceConnection;
  /** So many and no more: a sync that would remove more is held again. */
  count: number;
  isOpen: boolean;
  onClose: () => void;
};

/** Asks before a sync that removes what the source has no more. */
export function ConfirmRemoval({ connection, count, isOpen, onClose }: ConfirmRemovalProps) {
  const sync = useTriggerSync(connection.id);
  const named = countedDocuments(connection.type, count);
  const confirm = () =>
    sync.mutate(
      { deletions: { decision: 'remove', confirmed: count } },
      { onSuccess: () => onClose() },
    );
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={confirm}
      isDangerous
      title={t.connection.held.confirmTitle({ named })}
      description={t.connection.held.confirmText}
      confirmLabel={t.connection.held.confirm}
      request={sync}
    />
  );
}
