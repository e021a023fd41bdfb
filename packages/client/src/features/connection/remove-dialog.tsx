import type { DataSourceConnection } from '@rita/contracts';
import { useNavigate } from '@tanstack/react-router';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useToast } from '../../components/toasts.tsx';
import { t } from '../../i18n/index.ts';
import { useDeleteDataSource } from '../data-sources/data-sources.queries.ts';

type RemoveDialogProps = { connection: DataSourceConnection; isOpen: boolean; onClose: () => void };

/** Names what goes before anything goes. */
export function RemoveDialog({ connection, isOpen, onClose }: RemoveDialogProps) {
  const navigate = useNavigate();
  const showToast = useToast();
  const remove = useDeleteDataSource(connection.id);
  const onConfirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        showToast(t.connection.removed({ name: connection.name }), 'info');
        void navigate({ to: '/data-sources' });
      },
    });
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={onConfirm}
      isDangerous
      title={t.connection.removeTitle({ name: connection.name })}
      description={
        <>
          <p>{t.connection.removeText}</p>
          <ul className="my-1.5 list-disc ps-5 text-fg">
            {t.connection.removeItems.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <p>{t.connection.removeStays}</p>
        </>
      }
      confirmLabel={t.connection.removeConfirm}
      request={remove}
    />
  );
}
