import { fingerprintOf } from '@rita/contracts';
import { Hourglass, LockKeyhole, Send } from 'lucide-react';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { breakable } from '../../lib/breakable.ts';
import type { SealingState } from './judge-sealing.ts';

/** Says where the secret goes, or why it cannot. `sealing`: undefined until the connector was asked. */
export function SealNote({ id, sealing }: { id: string; sealing: SealingState | undefined }) {
  if (sealing === undefined) return null;
  if (sealing.state === 'blocked') return <Blocked id={id} code={sealing.code} />;
  const isSealed = sealing.state === 'ready';
  const Icon = isSealed ? LockKeyhole : Send;
  return (
    <div
      id={id}
      className="flex gap-2.5 rounded-control border border-line bg-sunken px-3 py-2.5 text-xs text-muted"
    >
      <Icon
        aria-hidden
        className={isSealed ? 'mt-0.5 size-[15px] shrink-0 text-ok' : 'mt-0.5 size-[15px] shrink-0'}
      />
      {isSealed ? <Ready {...sealing} /> : <p>{t.configure.notSealed}</p>}
    </div>
  );
}

function Ready({ keys, pinned }: Extract<SealingState, { state: 'ready' }>) {
  return (
    <p>
      {t.configure.sealed({ connector: keys.name })}
      <code className="font-mono break-words text-fg">{fingerprintOf(keys.root)}</code>.
      {!pinned && ` ${t.configure.notPinned}`}
    </p>
  );
}

type BlockedProps = { id: string; code: Extract<SealingState, { state: 'blocked' }>['code'] };

function Blocked({ id, code }: BlockedProps) {
  const { title, remedy } = t.problems[code];
  const isWaiting = code === 'connector_key_unavailable';
  return (
    <Note
      tone={isWaiting ? 'warn' : 'bad'}
      role={isWaiting ? 'status' : 'alert'}
      {...(isWaiting ? { icon: Hourglass } : {})}
    >
      <div id={id} data-code={code}>
        <p className="font-semibold">{title}.</p>
        <p>{breakable(remedy)}</p>
      </div>
    </Note>
  );
}
