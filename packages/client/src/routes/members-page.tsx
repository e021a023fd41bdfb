import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Page } from '../components/page.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { Button } from '../components/ui/button.tsx';
import { Card, CardHeader } from '../components/ui/card.tsx';
import { Note } from '../components/ui/note.tsx';
import { Skeleton } from '../components/ui/skeleton.tsx';
import { InvitationRow } from '../features/members/invitation-row.tsx';
import { InviteDialog } from '../features/members/invite-dialog.tsx';
import { MemberRow } from '../features/members/member-row.tsx';
import { membersQuery } from '../features/members/members.queries.ts';
import { MemberMatches } from '../features/people/member-matches.tsx';
import { PeopleSummary } from '../features/people/people-summary.tsx';
import { useMayWrite } from '../features/session/session.queries.ts';
import { t } from '../i18n/index.ts';

const texts = t.members;

export function MembersPage() {
  const mayWrite = useMayWrite();
  const [isInviting, setIsInviting] = useState(false);
  return (
    <Page
      title={texts.title}
      description={texts.description}
      actions={
        mayWrite && (
          <Button variant="primary" onClick={() => setIsInviting(true)}>
            <UserPlus aria-hidden />
            {texts.invite}
          </Button>
        )
      }
    >
      {!mayWrite && (
        <Note tone="off" className="mb-4">
          {texts.onlyAdmins}
        </Note>
      )}
      <MemberLists />
      <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} />
    </Page>
  );
}

function MemberLists() {
  const mayWrite = useMayWrite();
  const { data, error, refetch } = useQuery(membersQuery);
  if (data === undefined && error) {
    return (
      <ProblemNote
        error={error}
        action={<Button onClick={() => refetch()}>{t.common.retry}</Button>}
      />
    );
  }
  if (data === undefined) return <Skeleton className="h-56 rounded-card!" />;
  return (
    <div className="space-y-5">
      {mayWrite && <PeopleSummary />}
      <Card aria-labelledby="members-heading">
        <CardHeader>
          <h2 id="members-heading">{texts.list}</h2>
          <span className="text-muted tabular">{data.members.length}</span>
        </CardHeader>
        <ul>
          {data.members.map((member) => (
            <MemberRow key={member.id} member={member}>
              {mayWrite && <MemberMatches member={member} />}
            </MemberRow>
          ))}
        </ul>
      </Card>
      {data.invitations.length > 0 && (
        <Card aria-labelledby="invitations-heading">
          <CardHeader>
            <h2 id="invitations-heading">{texts.invitations}</h2>
            <span className="text-muted tabular">{data.invitations.length}</span>
          </CardHeader>
          <ul>
            {data.invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
