import type { DataSourceConnection } from '@rita/contracts';
import { Play } from 'lucide-react';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { usePause } from './use-pause.tsx';

export function ResumeButton({ connection }: { connection: DataSourceConnection }) {
  const pause = usePause(connection);
  return (
    <Button
      size="small"
      variant="primary"
      isBusy={pause.isPending}
      onClick={() => pause.mutate('resume')}
    >
      {!pause.isPending && <Play aria-hidden />}
      {t.pause.resume}
      <span className="sr-only"> · {connection.name}</span>
    </Button>
  );
}
