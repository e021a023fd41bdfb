import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { type AuditFilter, auditEventsQuery } from './audit.queries.ts';
import { EventList } from './event-list.tsx';

type AuditLogProps = { filter: AuditFilter; emptyAction?: ReactNode };

/** The audit log under a filter, more of it on demand. */
export function AuditLog({ filter, emptyAction }: AuditLogProps) {
  const log = useInfiniteQuery(auditEventsQuery(filter));
  if (log.data === undefined) {
    return log.error ? (
      <ProblemNote
        error={log.error}
        action={<Button onClick={() => log.refetch()}>{t.common.retry}</Button>}
      />
    ) : (
      <div className="space-y-2">
        {['first', 'second', 'third', 'fourth', 'fifth'].map((row) => (
          <Skeleton key={row} className="h-12 rounded-card!" />
        ))}
      </div>
    );
  }
  const events = log.data.pages.flatMap((page) => page.data);
  if (events.length === 0) {
    const isFiltered = Object.values(filter).some((value) => value !== undefined);
    return (
      <EmptyState
        icon={History}
        title={isFiltered ? t.activity.emptyFilteredTitle : t.activity.emptyTitle}
        action={isFiltered && emptyAction}
      >
        {isFiltered ? t.activity.emptyFilteredText : t.activity.emptyText}
      </EmptyState>
    );
  }
  return (
    <>
      <EventList events={events} />
      <div className="mt-5 text-center text-[13px] text-muted">
        {log.hasNextPage ? (
          <Button isBusy={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        ) : (
          t.activity.end
        )}
      </div>
    </>
  );
}
