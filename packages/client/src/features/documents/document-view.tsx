import type { Document } from '@rita/contracts';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { RelativeTime } from '../../components/ui/relative-time.tsx';
import { t } from '../../i18n/index.ts';
import { formatDateTime, formatMoment } from '../../lib/format.ts';
import { DocumentAccess } from '../access/document-access.tsx';
import { DocumentBody } from './document-body.tsx';
import type { MarkedPassage } from './mark-passage.ts';
import { safeLink } from './safe-link.ts';

/** Where the document stands in its source. */
export function DocumentPath({ path }: { path: readonly string[] }) {
  if (path.length === 0) return null;
  return (
    <nav aria-label={t.documents.path}>
      <ol className="flex flex-wrap gap-x-1.5 text-[13px] text-muted">
        {path.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a path may name the same folder twice
          <li key={index} className="flex gap-1.5">
            {index > 0 && <span aria-hidden>›</span>}
            <bdi>{part}</bdi>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The way to the original; nothing when its address is none that may be followed. */
export function OriginalLink({ url }: { url: string | null }) {
  const address = safeLink(url);
  if (address === undefined) return null;
  return (
    <Button asChild>
      <a href={address} target="_blank" rel="noopener noreferrer">
        {t.documents.original}
        <ExternalLink aria-hidden />
        <span className="sr-only">{t.documents.openNew}</span>
      </a>
    </Button>
  );
}

type DocumentViewProps = { document: Document; passage?: MarkedPassage | undefined };

/** The text of a document, and what is known about it. */
export function DocumentView({ document, passage }: DocumentViewProps) {
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_280px]">
      <Card className="px-5 py-6 sm:px-8">
        <DocumentBody body={document.body} url={document.url} passage={passage} />
      </Card>
      <div className="space-y-6 lg:sticky lg:top-6">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-[13px]">
          <Fact label={t.documents.author}>
            {document.author ? <bdi>{document.author}</bdi> : null}
          </Fact>
          <Fact label={t.documents.updated}>{momentOf(document.updated_at)}</Fact>
          <Fact label={t.documents.created}>{momentOf(document.created_at)}</Fact>
          <Fact label={t.documents.fetched}>
            <RelativeTime at={document.fetched_at} />
          </Fact>
        </dl>
        <DocumentAccess documentId={document.id} />
      </div>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="text-end [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

function momentOf(at: string | null): ReactNode {
  return at === null ? null : (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatMoment(at, Date.now())}
    </time>
  );
}
