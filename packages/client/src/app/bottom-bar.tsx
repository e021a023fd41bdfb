import { Link } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { NAVIGATION, useAttentionCount } from './navigation.ts';
import { paths } from './paths.ts';

/** Navigation under the thumb, on phones. Each place is as wide as its name needs: five equal ones cut the longest. */
export function BottomBar() {
  const attention = useAttentionCount();
  return (
    <nav
      aria-label={t.nav.label}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface/95 pb-[env(safe-area-inset-bottom)] backdrop-blur md:hidden"
    >
      {NAVIGATION.map(({ to, place, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ includeSearch: false }}
          className="relative flex min-h-14 min-w-0 flex-auto flex-col items-center justify-center gap-0.5 px-0.5 text-[11px] font-medium max-[359px]:text-[10px] text-muted -outline-offset-2 aria-[current=page]:text-brand-text"
        >
          <Icon aria-hidden className="size-5" />
          <span className="max-w-full truncate">{t.nav[place]}</span>
          {to === paths.dataSources && attention > 0 && (
            <span className="absolute top-1.5 start-1/2 ms-2 min-w-4 rounded-full bg-bad px-1 text-center text-[10px] leading-4 font-bold text-surface">
              <span aria-hidden>{attention}</span>
              <span className="sr-only">{t.nav.needAttention({ count: attention })}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
