import type { DataSourceConnection } from '@rita/contracts';
import { Pause, Play } from 'lucide-react';
import { MenuItem } from '../../components/ui/dropdown-menu.tsx';
import { t } from '../../i18n/index.ts';
import { usePause } from './use-pause.tsx';

/** Pause or Resume in a menu; nothing where there is no schedule. */
export function PauseItem({ connection }: { connection: DataSourceConnection }) {
  const pause = usePause(connection);
  if (connection.paused_at !== null) {
    return (
      <MenuItem onSelect={() => pause.mutate('resume')}>
        <Play aria-hidden />
        {t.pause.resume}
      </MenuItem>
    );
  }
  if (connection.sync_schedule === null) return null;
  return (
    <MenuItem onSelect={() => pause.mutate('pause')}>
      <Pause aria-hidden />
      {t.pause.pause}
    </MenuItem>
  );
}
