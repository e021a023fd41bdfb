import { Database } from 'lucide-react';
import { Page } from '../components/page.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Button } from '../components/ui/button.tsx';
import { EmptyState } from '../components/ui/empty-state.tsx';
import { Note } from '../components/ui/note.tsx';
import {
  DataSourceList,
  DataSourceListSkeleton,
} from '../features/data-sources/data-source-list.tsx';
import { useDataSources } from '../features/data-sources/data-sources.queries.ts';
import { useDataSourcesSeed } from '../features/data-sources/use-data-sources-seed.ts';
import { SamplesOffer } from '../features/sample-sources/samples-offer.tsx';
import { useMayWrite } from '../features/session/session.queries.ts';
import { t } from '../i18n/index.ts';

const texts = t.dataSources;

export function DataSourcesPage() {
  const mayWrite = useMayWrite();
  return (
    <Page title={texts.title} description={texts.description}>
      {!mayWrite && (
        <Note tone="off" className="mb-4">
          {texts.readOnly}
        </Note>
      )}
      <Content mayWrite={mayWrite} />
    </Page>
  );
}

function Content({ mayWrite }: { mayWrite: boolean }) {
  const seed = useDataSourcesSeed();
  const { data, error, refetch } = useDataSources();
  if (data === undefined && error) {
    return (
      <ProblemNote
        error={error}
        action={<Button onClick={() => refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  if (data === undefined || (data.length === 0 && seed.isFetching)) {
    return <DataSourceListSkeleton />;
  }
  if (data.length > 0) {
    return (
      <>
        <SamplesOffer connections={data} />
        <DataSourceList connections={data} />
      </>
    );
  }
  return (
    <EmptyState
      icon={Database}
      title={texts.emptyTitle}
      action={
        mayWrite && (
          <Button variant="primary" onClick={() => seed.refetch()}>
            {texts.createDefaults}
          </Button>
        )
      }
    >
      {seed.error ? (
        <ProblemNote error={seed.error} />
      ) : (
        <p>{mayWrite ? texts.emptyAdmin : texts.emptyMember}</p>
      )}
    </EmptyState>
  );
}
