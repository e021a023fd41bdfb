import { getInvitation } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ProblemNote } from '../components/problem-note.tsx';
import { Button } from '../components/ui/button.tsx';
import { Note } from '../components/ui/note.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { AuthFrame } from '../features/session/auth-frame.tsx';
import { AcceptInvitation, JoinInvitation } from '../features/session/invitation-actions.tsx';
import { sessionQuery } from '../features/session/session.queries.ts';
import { t } from '../i18n/index.ts';
import { callApi } from '../lib/call-api.ts';
import { formatMoment } from '../lib/format.ts';
import { isProblem } from '../lib/problem-error.ts';

const route = getRouteApi('/invitations/$invitationId');

export function InvitationPage() {
  const { invitationId } = route.useParams();
  const session = useQuery(sessionQuery);
  const invitation = useQuery({
    queryKey: ['invitation', invitationId],
    queryFn: async () => (await callApi(getInvitation, { params: { id: invitationId } })).data,
  });
  if (invitation.error) return <InvitationProblem error={invitation.error} />;
  if (!invitation.data || session.isPending) {
    return (
      <AuthFrame title={t.common.loading}>
        <Skeleton className="h-24" />
      </AuthFrame>
    );
  }
  const { organization_name: organization, email, role, expires_at: expiresAt } = invitation.data;
  return (
    <AuthFrame
      title={t.invitation.title({ organization })}
      description={
        <>
          <p>{t.invitation.text({ email, role: t.roles[role] })}</p>
          <p className="text-xs">
            {t.invitation.expires({ when: formatMoment(expiresAt, Date.now()) })}
          </p>
        </>
      }
    >
      {session.data ? (
        <AcceptInvitation id={invitationId} email={email} session={session.data} />
      ) : (
        <JoinInvitation id={invitationId} email={email} />
      )}
    </AuthFrame>
  );
}

function InvitationProblem({ error }: { error: unknown }) {
  const navigate = useNavigate();
  const isGone = isProblem(error, 'not_found');
  return (
    <AuthFrame title={isGone ? t.invitation.goneTitle : t.problem.pageTitle}>
      {isGone ? <Note tone="warn">{t.invitation.goneText}</Note> : <ProblemNote error={error} />}
      <Button className="mt-4" onClick={() => navigate({ to: '/data-sources' })}>
        {t.problem.backHome}
      </Button>
    </AuthFrame>
  );
}
