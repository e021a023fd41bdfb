import {
  type ConnectionAccess,
  type DataSourceConnection,
  restrictedDocuments,
} from '@rita/contracts';
import { EyeOff, Globe, type LucideIcon, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import type { Tone } from '../../components/ui/tone.ts';
import { t } from '../../i18n/index.ts';
import { countedDocuments } from '../../lib/counted-things.ts';
import { useCurrentSession } from '../session/session.queries.ts';
import { useUpdateAccess } from './access.queries.ts';
import { useIsUnableToRead } from './reading-ability.queries.ts';

const texts = t.access;

type Look = readonly [tone: Tone, icon: LucideIcon];

const LOOKS: Record<ConnectionAccess['mode'], Look> = {
  source: ['ok', ShieldCheck],
  everyone: ['warn', Globe],
};
/** The source's word would count, but nobody can read it. */
const UNREAD: Look = ['warn', EyeOff];

/** Whose word counts, and an owner's way to choose. */
export function AccessMode({ connection }: { connection: DataSourceConnection }) {
  const { mode } = connection.access;
  const isOpen = mode === 'everyone';
  const isOwner = useCurrentSession().role === 'owner';
  const isUnread = useIsUnableToRead() && !isOpen;
  const [tone, Icon] = isUnread ? UNREAD : LOOKS[mode];
  return (
    <div className="space-y-2">
      <Badge tone={tone} icon={Icon}>
        {isUnread ? texts.nobody : texts.modes[mode]}
      </Badge>
      <p className="text-[13px] text-muted">
        {isUnread ? texts.notSupported : texts.modeText[mode]}
      </p>
      {isOwner ? (
        isOpen ? (
          <CloseButton connection={connection} />
        ) : (
          <OpenButton connection={connection} />
        )
      ) : (
        <p className="text-xs text-faint">{texts.ownersOnly}</p>
      )}
    </div>
  );
}

function OpenButton({ connection }: { connection: DataSourceConnection }) {
  const [isAsking, setIsAsking] = useState(false);
  const update = useUpdateAccess(connection.id);
  const showToast = useToast();
  const close = () => setIsAsking(false);
  const confirm = () =>
    update.mutate(
      { mode: 'everyone' },
      {
        onSuccess: () => {
          showToast(texts.opened({ name: connection.name }), 'warn');
          close();
        },
      },
    );
  return (
    <>
      <Button size="small" onClick={() => setIsAsking(true)}>
        {texts.open}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={close}
        onConfirm={confirm}
        isDangerous
        request={update}
        title={texts.openTitle({ name: connection.name })}
        description={
          <div className="space-y-2">
            <p className="text-fg">{consequenceOf(connection)}</p>
            <p>{texts.openStays}</p>
          </div>
        }
        confirmLabel={texts.openConfirm}
      />
    </>
  );
}

/** How many documents would be shown that the source restricts. */
function consequenceOf({ access, type }: DataSourceConnection): string {
  const count = restrictedDocuments(access.summary);
  if (count === null) return texts.openUnknown;
  return count === 0
    ? texts.openNone
    : texts.openText({ count, documents: countedDocuments(type, count) });
}

function CloseButton({ connection }: { connection: DataSourceConnection }) {
  const update = useUpdateAccess(connection.id);
  const showToast = useToast();
  const close = () =>
    update.mutate(
      { mode: 'source' },
      { onSuccess: () => showToast(texts.closed({ name: connection.name })) },
    );
  return (
    <>
      <Button size="small" isBusy={update.isPending} onClick={close}>
        {texts.close}
      </Button>
      {update.error && <ProblemNote error={update.error} />}
    </>
  );
}
