import { useLiveStatus } from '../features/data-sources/live-provider.tsx';
import { t } from '../i18n/index.ts';

const DOTS = {
  live: 'bg-ok',
  connecting: 'bg-faint animate-pulse',
  paused: 'bg-warn',
} as const;

/** Whether what the page shows is current this very second. */
export function LiveDot() {
  const { kind } = useLiveStatus();
  return (
    <span className="flex items-center gap-2 text-[12px] text-muted">
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${DOTS[kind]}`} />
      {t.live[kind]}
    </span>
  );
}
