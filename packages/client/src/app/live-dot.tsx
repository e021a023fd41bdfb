import { useLiveStatus } from '../features/data-sources/live-provider.tsx';
import { t } from '../i18n/index.ts';

const LOOKS = {
  live: { dot: 'bg-ok', text: t.live.live },
  connecting: { dot: 'bg-faint animate-pulse', text: t.live.connecting },
  paused: { dot: 'bg-warn', text: t.live.paused },
} as const;

/** Whether what the page shows is current this very second. */
export function LiveDot() {
  const { dot, text } = LOOKS[useLiveStatus().kind];
  return (
    <span className="flex items-center gap-2 text-[12px] text-muted">
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${dot}`} />
      {text}
    </span>
  );
}
