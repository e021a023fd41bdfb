import { Link } from '@tanstack/react-router';
import { Unplug } from 'lucide-react';
import { Page } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';

/** For an id that the organization does not have, or has no more. */
export function ConnectionGone() {
  return (
    <Page title={t.connection.notFoundTitle} isNarrow>
      <EmptyState
        icon={Unplug}
        title={t.connection.notFoundText}
        action={
          <Button asChild variant="primary">
            <Link to="/data-sources">{t.problem.backHome}</Link>
          </Button>
        }
      />
    </Page>
  );
}

/** For a connection that could not be asked for. */
export function ConnectionUnknown({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Page title={t.problem.pageTitle} isNarrow>
      <ProblemNote error={error} action={<Button onClick={onRetry}>{t.common.retry}</Button>} />
    </Page>
  );
}

export function ConnectionLoading() {
  return (
    <div className="mx-auto max-w-[1180px] space-y-4">
      <p role="status" className="sr-only">
        {t.common.loading}
      </p>
      <Skeleton className="h-7 w-56" />
      <Skeleton className="h-44 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
