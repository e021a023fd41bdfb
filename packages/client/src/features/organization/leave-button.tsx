import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { membersQuery, useRemoveMember } from '../members/members.queries.ts';
import { useCurrentSession } from '../session/session.queries.ts';

const texts = t.members;

/** Leaves the organization; its last owner is told why they cannot. */
export function LeaveButton() {
  const { user, role } = useCurrentSession();
  const { data } = useQuery(membersQuery);
  const [isAsking, setIsAsking] = useState(false);
  const reasonId = useId();
  const member = data?.members.find((one) => one.user_id === user.id);
  const owners = data?.members.filter((one) => one.role === 'owner').length;
  const isOnlyOwner = role === 'owner' && owners === 1;
  return (
    <>
      <Button
        disabled={member === undefined || isOnlyOwner}
        aria-describedby={isOnlyOwner ? reasonId : undefined}
        onClick={() => setIsAsking(true)}
      >
        {texts.leave}
      </Button>
      {isOnlyOwner && (
        <p id={reasonId} className="order-last basis-full text-[13px] text-muted">
          {t.settings.onlyOwner}
        </p>
      )}
      {member && isAsking && (
        <LeaveDialog memberId={member.id} onClose={() => setIsAsking(false)} />
      )}
    </>
  );
}

function LeaveDialog({ memberId, onClose }: { memberId: string; onClose: () => void }) {
  const leave = useRemoveMember();
  const showToast = useToast();
  const onSuccess = () => {
    showToast(texts.left);
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      onConfirm={() => leave.mutate({ memberId, isSelf: true }, { onSuccess })}
      title={texts.leaveTitle}
      description={texts.leaveText}
      confirmLabel={texts.leave}
      isDangerous
      request={leave}
    />
  );
}
