import type { DataSourceConnection } from '@rita/contracts';
import { useNavigate } from '@tanstack/react-router';
import { EllipsisVertical, KeyRound, Pencil, RefreshCw, ShieldCheck, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '../../components/ui/dropdown-menu.tsx';
import { t } from '../../i18n/index.ts';
import { heldSecret } from '../configure/verification-stage.ts';
import { useTriggerSync, useVerifyDataSource } from '../data-sources/data-sources.queries.ts';
import { PauseItem } from '../schedule/pause-item.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

type ConnectionMenuProps = { connection: DataSourceConnection; onEdit: () => void };

/** Edit · Sync now · Verify again · Pause · Remove. */
export function ConnectionMenu({ connection, onEdit }: ConnectionMenuProps) {
  const [isRemoving, setIsRemoving] = useState(false);
  const navigate = useNavigate();
  const showToast = useToast();
  const sync = useTriggerSync(connection.id);
  const verify = useVerifyDataSource(connection.id);
  const onError = (error: unknown) => showToast(<ProblemNote error={error} />, 'bad');
  const isIdle = connection.status === 'idle';
  const configure = () =>
    navigate({
      to: '/data-sources/$id/configure',
      params: { id: connection.id },
      search: { step: 'where' },
    });
  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="ghost" size="icon" aria-label={t.connection.menu.label}>
            <EllipsisVertical aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={onEdit}>
          <Pencil aria-hidden />
          {t.connection.menu.edit}
        </MenuItem>
        <MenuItem
          disabled={!isIdle || !connection.enabled}
          onSelect={() => sync.mutate(undefined, { onError })}
        >
          <RefreshCw aria-hidden />
          {t.connection.menu.sync}
        </MenuItem>
        <MenuItem
          disabled={!isIdle || heldSecret(connection) === undefined}
          onSelect={() => verify.mutate({}, { onError })}
        >
          <ShieldCheck aria-hidden />
          {t.connection.menu.verify}
        </MenuItem>
        <PauseItem connection={connection} />
        <MenuItem disabled={!isIdle} onSelect={configure}>
          <KeyRound aria-hidden />
          {t.connection.editAccess}
        </MenuItem>
        <MenuSeparator />
        <MenuItem isDangerous onSelect={() => setIsRemoving(true)}>
          <Trash2 aria-hidden />
          {t.connection.menu.remove}
        </MenuItem>
      </DropdownMenu>
      <RemoveDialog
        connection={connection}
        isOpen={isRemoving}
        onClose={() => setIsRemoving(false)}
      />
    </>
  );
}
