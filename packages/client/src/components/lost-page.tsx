import { Link, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { retryPage } from '../lib/retry-page.ts';
import { Page } from './page.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Button } from './ui/button.tsx';
import { EmptyState } from './ui/empty-state.tsx';

/** For an address that has nothing. */
export function LostPage() {
  return (
    <Page title={t.problem.notFoundTitle} isNarrow>
      <EmptyState
        icon={Compass}
        title={t.problem.notFoundText}
        action={
          <Button asChild variant="primary">
            <Link to="/data-sources">{t.problem.backHome}</Link>
          </Button>
        }
      />
    </Page>
  );
}

/** For a page that could not be drawn or whose data could not be had. */
export function BrokenPage({ error }: { error: unknown }) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const retry = async () => {
    setIsBusy(true);
    await retryPage(error, () => router.invalidate());
    setIsBusy(false);
  };
  return (
    <Page title={t.problem.pageTitle} isNarrow>
      <ProblemNote
        error={error}
        action={
          <Button isBusy={isBusy} onClick={() => void retry()}>
            {t.common.retry}
          </Button>
        }
      />
    </Page>
  );
}
