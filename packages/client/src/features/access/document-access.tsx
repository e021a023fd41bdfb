import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { documentAccessQuery } from './access.queries.ts';
import { AskAboutMember } from './ask-about-member.tsx';
import { ExplainedAccess } from './explained-access.tsx';

const texts = t.documentAccess;

/** Beside a document: who may read it and, for owners, whether a member may. */
export function DocumentAccess({ documentId }: { documentId: string }) {
  const isOwner = useCurrentSession().role === 'owner';
  const { data, error, refetch } = useQuery(documentAccessQuery(documentId));
  return (
    <section aria-labelledby="document-access" className="space-y-3">
      <h2 id="document-access" className="text-[15px]">
        {texts.title}
      </h2>
      {data && <ExplainedAccess explained={data} />}
      {!data && error && (
        <ProblemNote
          error={error}
          action={<Button onClick={() => refetch()}>{t.common.retry}</Button>}
        />
      )}
      {!data && !error && (
        <>
          <p className="sr-only">{texts.loading}</p>
          <Skeleton className="h-16 w-full" />
        </>
      )}
      {isOwner && <AskAboutMember documentId={documentId} />}
    </section>
  );
}

/** In place of a document that one may not read, or that is not there: owners may ask about it. */
export function AskAboutHidden({ documentId }: { documentId: string }): ReactNode {
  const isOwner = useCurrentSession().role === 'owner';
  const [isAsking, setIsAsking] = useState(false);
  if (!isOwner) return null;
  return (
    <section className="mx-auto mt-6 max-w-md space-y-3" aria-label={texts.title}>
      <p className="text-balance text-center text-[13px] text-muted">{texts.goneAsk}</p>
      {isAsking ? (
        <AskAboutMember documentId={documentId} />
      ) : (
        <p className="text-center">
          <Button size="small" onClick={() => setIsAsking(true)}>
            {texts.goneAskButton}
          </Button>
        </p>
      )}
    </section>
  );
}
