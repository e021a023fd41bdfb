import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../components/problem-note.tsx';
import { Button } from '../components/ui/button.tsx';
import { Note } from '../components/ui/note.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { openedLinkQuery } from '../features/credential-links/credential-links.queries.ts';
import { EnterCredentials } from '../features/credential-links/enter-credentials.tsx';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { useMailLink } from '../features/session/use-mail-link.ts';
import { t } from '../i18n/index.ts';
import { formatMoment } from '../lib/format.ts';
import { isProblem } from '../lib/problem-error.ts';

/** For somebody without an account who was sent a link: asks for the credentials of one connection. */
export function EnterCredentialsPage() {
  const token = useMailLink().get('token');
  return token ? (
    <OfLink token={token} />
  ) : (
    <Over title={t.enterCredentials.goneTitle} text={t.enterCredentials.goneText} />
  );
}

function OfLink({ token }: { token: string }) {
  const opened = useQuery(openedLinkQuery(token));
  const texts = t.enterCredentials;
  if (isProblem(opened.error, 'not_found')) {
    return <Over title={texts.goneTitle} text={texts.goneText} />;
  }
  if (opened.data === undefined) {
    return (
      <AuthFrame title={opened.error ? t.problem.pageTitle : t.common.loading}>
        {opened.error ? (
          <ProblemNote
            error={opened.error}
            action={<Button onClick={() => opened.refetch()}>{t.common.retry}</Button>}
          />
        ) : (
          <Skeleton className="h-24" />
        )}
      </AuthFrame>
    );
  }
  const asked = opened.data;
  if (asked.state === 'used') return <Over title={texts.usedTitle} text={texts.usedText} isGood />;
  if (asked.state !== 'open') {
    const { title, remedy } = t.problems[`credential_link_${asked.state}`];
    return <Over title={title} text={remedy} />;
  }
  const { asked_by: name, organization_name: organization, expires_at: expiresAt } = asked;
  return (
    <AuthFrame
      title={texts.title({ organization })}
      description={
        <>
          <p>{texts.text({ name, organization })}</p>
          <p className="mt-1.5">{texts.sealed({ name })}</p>
          <p className="mt-1.5 text-xs">
            {texts.expires({ when: formatMoment(expiresAt, Date.now()) })}
          </p>
        </>
      }
    >
      <EnterCredentials token={token} asked={asked} />
    </AuthFrame>
  );
}

function Over({ title, text, isGood = false }: { title: string; text: string; isGood?: boolean }) {
  return (
    <AuthFrame title={title}>
      <Note tone={isGood ? 'ok' : 'warn'} role="status">
        {text}
      </Note>
    </AuthFrame>
  );
}
