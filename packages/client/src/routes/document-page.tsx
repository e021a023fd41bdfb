import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, FileX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Page } from '../components/page.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Button } from '../components/ui/button.tsx';
import { EmptyState } from '../components/ui/empty-state.tsx';
import { AskAboutHidden } from '../features/access/document-access.tsx';
import { ConnectionLoading } from '../features/connection/connection-gone.tsx';
import { DocumentPath, DocumentView, OriginalLink } from '../features/documents/document-view.tsx';
import { documentQuery } from '../features/documents/documents.queries.ts';
import { t } from '../i18n/index.ts';
import { isProblem } from '../lib/problem-error.ts';

const route = getRouteApi('/signed-in/documents/$documentId');

export function DocumentPage() {
  const { documentId } = route.useParams();
  const { start, end } = route.useSearch();
  const { data: document, error, refetch } = useQuery(documentQuery(documentId));
  if (document) {
    return (
      <Page
        title={document.title || t.documents.untitled}
        before={<BackLink />}
        description={<DocumentPath path={document.path} />}
        actions={<OriginalLink url={document.url} />}
      >
        <DocumentView
          document={document}
          passage={start === undefined || end === undefined ? undefined : { start, end }}
        />
      </Page>
    );
  }
  if (error === null) return <ConnectionLoading />;
  return (
    <Page title={titleOf(error)} before={<BackLink />} isNarrow>
      {isProblem(error, 'not_found') ? (
        <>
          <EmptyState icon={FileX} title={t.documents.goneText} action={<BackButton />} />
          <AskAboutHidden documentId={documentId} />
        </>
      ) : (
        <ProblemNote
          error={error}
          action={<Button onClick={() => refetch()}>{t.common.retry}</Button>}
        />
      )}
    </Page>
  );
}

function titleOf(error: unknown): string {
  return isProblem(error, 'not_found') ? t.documents.goneTitle : t.documents.problemTitle;
}

function BackButton(): ReactNode {
  return (
    <Button asChild variant="primary">
      <Link to="/documents">{t.documents.backToList}</Link>
    </Button>
  );
}

function BackLink() {
  return (
    <Link
      to="/documents"
      className="inline-flex items-center gap-1.5 rounded-sm text-[13px] text-muted hover:text-fg"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {t.documents.backToList}
    </Link>
  );
}
