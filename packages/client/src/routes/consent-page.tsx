import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ProblemNote } from '../components/problem-note.tsx';
import { Note } from '../components/ui/note.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { consentQuery } from '../features/assistants/assistants.queries.ts';
import { ConsentForm } from '../features/assistants/consent-form.tsx';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { useCurrentSession } from '../features/session/session.queries.ts';
import { t } from '../i18n/index.ts';
import { isProblem } from '../lib/problem-error.ts';

const route = getRouteApi('/asked/connect/$consentId');
const texts = t.consent;

/** Where an assistant sends the browser of whom it wants to read for. */
export function ConsentPage() {
  const { consentId } = route.useParams();
  const { user } = useCurrentSession();
  const { data, error } = useQuery(consentQuery(consentId));
  if (error) {
    const isGone = isProblem(error, 'not_found');
    return (
      <AuthFrame title={isGone ? texts.goneTitle : t.problem.pageTitle}>
        {isGone ? <Note tone="warn">{texts.goneText}</Note> : <ProblemNote error={error} />}
      </AuthFrame>
    );
  }
  if (data === undefined) {
    return (
      <AuthFrame title={t.common.loading}>
        <Skeleton className="h-24" />
      </AuthFrame>
    );
  }
  const { client_host: host } = data;
  return (
    <AuthFrame
      title={texts.title({ client: data.client_name })}
      description={host === null ? texts.unvouched : texts.vouched({ host })}
    >
      <ConsentForm id={consentId} consent={data} userName={user.name} />
    </AuthFrame>
  );
}
