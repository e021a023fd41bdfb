import { Link } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { LiveDot } from './live-dot.tsx';
import { NAVIGATION, useAttentionCount } from './navigation.ts';
import { paths } from './paths.ts';

/** Navigation beside the page, from tablets up. */
export function Sidebar() {
  const attention = useAttentionCount();
  return (
    <aside className="sticky top-0 hidden h-dvh flex-col gap-1 border-e border-line bg-sunken px-3 py-3.5 md:flex">
      <AccountMenu />
      <nav aria-label={t.nav.label} className="mt-2.5 flex flex-col gap-0.5">
        {NAVIGATION.map(({ to, place, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ includeSearch: false }}
            className="flex items-center gap-2.5 rounded-control border border-transparent px-2.5 py-1.5 font-medium text-muted transition-colors hover:text-fg aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:text-fg aria-[current=page]:shadow-card"
          >
            <Icon aria-hidden className="size-4" />
            {t.nav[place]}
            {to === paths.dataSources && attention > 0 && <AttentionCount count={attention} />}
          </Link>
        ))}
      </nav>
      <div className="mt-auto px-2 py-1.5">
        <LiveDot />
      </div>
    </aside>
  );
}

export function AttentionCount({ count }: { count: number }) {
  return (
    <span className="ms-auto rounded-full bg-bad-soft px-[7px] text-[12px] font-semibold text-bad tabular">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t.nav.needAttention({ count })}</span>
    </span>
  );
}
