import { type Member, mayActOn, type Role, rolesToGive } from '@rita/contracts';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import { formatDay } from '../../lib/format.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { useChangeRole, useRemoveMember } from './members.queries.ts';

const texts = t.members;

/** One member, with what the person looking may do about them. */
export function MemberRow({ member, children }: { member: Member; children?: ReactNode }) {
  const session = useCurrentSession();
  const isSelf = member.user_id === session.user.id;
  const mayChange = mayActOn(session.role, member.role);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-[18px] py-3 first:border-t-0">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-full bg-brand-soft text-[13px] font-semibold text-brand-text"
      >
        {Array.from(member.name)[0]?.toUpperCase()}
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex items-center gap-2 font-[550]">
          <bdi className="min-w-0 text-page-start [overflow-wrap:anywhere]">{member.name}</bdi>
          {isSelf && <Badge tone="off">{texts.you}</Badge>}
        </p>
        <p className="text-[13px] text-muted [overflow-wrap:anywhere]">{breakable(member.email)}</p>
      </div>
      <p className="hidden text-xs text-muted lg:block">
        {texts.joined({ when: formatDay(member.joined_at, Date.now()) })}
      </p>
      <div className="flex items-center gap-2 lg:w-[224px] lg:justify-end">
        {mayChange ? <RoleChoice member={member} /> : <Badge>{t.roleNames[member.role]}</Badge>}
        {(mayChange || isSelf) && <RemoveButton member={member} isSelf={isSelf} />}
      </div>
      {children}
    </li>
  );
}

function RoleChoice({ member }: { member: Member }) {
  const { role: ownRole } = useCurrentSession();
  const [newRole, setNewRole] = useState<Role | null>(null);
  return (
    <>
      <Select
        aria-label={texts.roleOf({ name: member.name })}
        value={member.role}
        onChange={(event) => setNewRole(event.target.value as Role)}
        className="w-[132px] max-sm:w-[148px]"
      >
        {rolesToGive(ownRole)
          .toReversed()
          .map((role) => (
            <option key={role} value={role}>
              {t.roleNames[role]}
            </option>
          ))}
      </Select>
      <RoleDialog member={member} role={newRole} onClose={() => setNewRole(null)} />
    </>
  );
}

function RemoveButton({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="small"
        className="lg:w-[84px]"
        onClick={() => setIsAsking(true)}
      >
        {isSelf ? texts.leave : texts.remove}
        {!isSelf && <span className="sr-only"> · {member.name}</span>}
      </Button>
      <RemoveDialog
        member={member}
        isSelf={isSelf}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
}

type RoleDialogProps = { member: Member; role: Role | null; onClose: () => void };

function RoleDialog({ member, role, onClose }: RoleDialogProps) {
  const change = useChangeRole();
  const showToast = useToast();
  const confirm = (chosen: Role) =>
    change.mutate(
      { memberId: member.id, role: chosen },
      {
        onSuccess: () => {
          showToast(texts.changed({ name: member.name, role: t.roles[chosen] }));
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      isOpen={role !== null}
      onClose={onClose}
      onConfirm={() => role && confirm(role)}
      title={role ? texts.changeTitle({ name: member.name, role: t.roles[role] }) : ''}
      description={role ? t.roleHelp[role] : ''}
      confirmLabel={texts.change}
      request={change}
    />
  );
}

type RemoveDialogProps = {
  member: Member;
  isSelf: boolean;
  isOpen: boolean;
  onClose: () => void;
};

function RemoveDialog({ member, isSelf, isOpen, onClose }: RemoveDialogProps) {
  const remove = useRemoveMember();
  const showToast = useToast();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { memberId: member.id, isSelf },
          {
            onSuccess: () => {
              showToast(isSelf ? texts.left : texts.removed({ name: member.name }));
              onClose();
            },
          },
        )
      }
      title={isSelf ? texts.leaveTitle : texts.removeTitle({ name: member.name })}
      description={isSelf ? texts.leaveText : texts.removeText}
      confirmLabel={isSelf ? texts.leave : texts.remove}
      isDangerous
      request={remove}
    />
  );
}
