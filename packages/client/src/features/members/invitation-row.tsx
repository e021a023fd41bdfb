import { type Invitation, mayActOn } from '@rita/contracts';
import { Mail } from 'lucide-react';
import { EndButton } from '../../components/end-button.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { DOT } from '../../lib/dot.ts';
import { formatDay } from '../../lib/format.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { CopyLink } from './copy-link.tsx';
import { useCancelInvitation } from './members.queries.ts';

const texts = t.members;

/** An invitation that nobody has accepted yet. */
export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { role: ownRole } = useCurrentSession();
  const { role, invited_by_role: inviterRole } = invitation;
  const mayTakeBack = mayActOn(ownRole, role) && mayActOn(ownRole, inviterRole);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-[18px] py-3 first:border-t-0">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-full border border-dashed border-line-strong text-muted"
      >
        <Mail className="size-4" />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-[550] [overflow-wrap:anywhere]">{breakable(invitation.email)}</p>
        <p className="text-[13px] text-muted [overflow-wrap:anywhere]">
          {texts.invitedBy({
            name: invitation.invited_by,
            until: formatDay(invitation.expires_at, Date.now()),
          })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2 max-lg:w-full">
        {/* Beside the buttons it would leave no room for the last one on the narrowest screens. */}
        <span className="max-[359px]:w-full">
          <Badge tone="off">{t.roleNames[invitation.role]}</Badge>
        </span>
        {invitation.link && <CopyLink link={invitation.link} />}
        {mayTakeBack && <TakeBack invitation={invitation} />}
      </div>
    </li>
  );
}

function TakeBack({ invitation: { id, email } }: { invitation: Invitation }) {
  const cancel = useCancelInvitation();
  const words = {
    ...{ end: texts.takeBack, endOf: `${texts.takeBack}${DOT}${email}` },
    ...{ title: texts.takeBackTitle({ email }), text: texts.takeBackText },
  };
  return (
    <EndButton
      words={words}
      button={{ variant: 'ghost', size: 'small' }}
      request={cancel}
      onEnd={(onEnded) => cancel.mutate(id, { onSuccess: () => onEnded() })}
    />
  );
}
