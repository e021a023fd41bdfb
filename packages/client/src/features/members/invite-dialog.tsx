import { zodResolver } from '@hookform/resolvers/zod';
import { ROLES, rolesToGive } from '@rita/contracts';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Dialog } from '../../components/ui/dialog.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import { Note } from '../../components/ui/note.tsx';
import { RadioCards } from '../../components/ui/radio-cards.tsx';
import { t } from '../../i18n/index.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { CopyLink } from './copy-link.tsx';
import { useInviteMember } from './members.queries.ts';

const texts = t.members;
const invitationSchema = z.object({
  email: z.email({ error: () => texts.emailInvalid }).max(320, { error: () => texts.emailInvalid }),
  role: z.enum(ROLES),
});
type InvitationForm = z.output<typeof invitationSchema>;
type Invited = { email: string; link: string | null };

/** Asks whom to invite, then shows the link when no mail can be sent. */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [invited, setInvited] = useState<Invited | null>(null);
  const close = () => {
    setInvited(null);
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={texts.inviteTitle}
      description={invited ? undefined : texts.inviteText}
      actions={
        invited && (
          <Button variant="primary" onClick={close}>
            {texts.done}
          </Button>
        )
      }
    >
      {invited ? <InvitedNote {...invited} /> : <InviteForm onInvited={setInvited} />}
    </Dialog>
  );
}

function InviteForm({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const { role: ownRole } = useCurrentSession();
  const invite = useInviteMember();
  const { register, control, handleSubmit, formState } = useForm<InvitationForm>({
    resolver: zodResolver(invitationSchema),
    defaultValues: { email: '', role: 'member' },
  });
  const submit = handleSubmit(({ email, role }) =>
    invite.mutate(
      { email, role },
      {
        onSuccess: ({ invitations }) => {
          const match = invitations.find((one) => one.email.toLowerCase() === email.toLowerCase());
          onInvited({ email, link: match?.link ?? null });
        },
      },
    ),
  );
  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      <Field label={texts.email} error={formState.errors.email?.message}>
        {(props) => <Input {...props} {...register('email')} type="email" autoComplete="off" />}
      </Field>
      <Controller
        control={control}
        name="role"
        render={({ field }) => (
          <RadioCards
            label={texts.role}
            value={field.value}
            onValueChange={field.onChange}
            choices={rolesToGive(ownRole)
              .toReversed()
              .map((role) => ({
                value: role,
                label: t.roleNames[role],
                help: t.roleHelp[role],
              }))}
          />
        )}
      />
      {invite.error && <ProblemNote error={invite.error} />}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" isBusy={invite.isPending}>
          {texts.send}
        </Button>
      </div>
    </form>
  );
}

function InvitedNote({ email, link }: Invited) {
  if (link === null) {
    return (
      <Note tone="ok" role="status">
        {texts.invitedMail({ email })}
      </Note>
    );
  }
  return (
    <div role="status" className="space-y-3">
      <Note tone="info">{texts.invitedLink}</Note>
      <div className="flex items-center gap-2">
        <Input
          readOnly
          value={link}
          aria-label={texts.copyLink}
          onFocus={(event) => event.target.select()}
        />
        <CopyLink link={link} />
      </div>
    </div>
  );
}
