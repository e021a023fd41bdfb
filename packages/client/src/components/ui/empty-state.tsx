import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type EmptyStateProps = {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Says why there is nothing here and what to do next. */
export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={classNames(
        'flex flex-col items-center gap-1 rounded-card border border-dashed border-line-strong px-6 py-12 text-center',
        className,
      )}
    >
      <span className="mb-2 grid size-11 place-items-center rounded-xl border border-line bg-surface text-muted">
        <Icon aria-hidden className="size-5" />
      </span>
      <p className="text-balance text-lg font-semibold">{title}</p>
      {children && <div className="max-w-md text-balance text-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
