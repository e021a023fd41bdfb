import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLiveStatus } from '../features/data-sources/live-provider.tsx';
import { t } from '../i18n/index.ts';
import { formatMoment } from '../lib/format.ts';

/** A stream that comes back within this time is not worth a word. */
const PATIENCE_MS = 2500;

/**
 * The thin bar that says from when the shown data are, while there is no live stream. At the lower edge, since
 * a bar above the page would move all of it as it comes and goes.
 */
export function LiveBar() {
  const status = useLiveStatus();
  const isPaused = status.kind === 'paused';
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (status.kind === 'live') setIsShown(false);
    if (!isPaused) return;
    const timer = setTimeout(() => setIsShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isPaused, status.kind]);
  return (
    <div
      role="status"
      className="sticky bottom-[calc(56px+env(safe-area-inset-bottom))] z-20 md:bottom-0"
    >
      {isShown && (
        <p className="flex items-center gap-2 border-t border-line bg-warn-soft px-4 py-1.5 text-[13px] md:px-9">
          <CloudOff aria-hidden className="size-4 shrink-0 text-warn" />
          <span>
            <b className="font-semibold">
              {status.lastHeardAt === null
                ? t.live.pausedNever
                : t.live.pausedSince({
                    time: formatMoment(new Date(status.lastHeardAt).toISOString(), Date.now()),
                  })}
            </b>{' '}
            <span className="text-muted">{t.live.catchingUp}</span>
          </span>
        </p>
      )}
    </div>
  );
}
