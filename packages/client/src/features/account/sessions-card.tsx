import type { SessionEntry } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { Laptop, type LucideIcon, Smartphone, Tablet, Terminal } from 'lucide-react';
import { EndButton } from '../../components/end-button.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Badge } from '../../components/ui/badge.tsx';
import { Button } from '../../components/ui/button.tsx';
import { RelativeTime } from '../../components/ui/relative-time.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { sessionsQuery, useEndOtherSessions, useEndSession } from './account.queries.ts';
import { deviceInWords } from './device-in-words.ts';

const texts = t.account;
const ICONS = {
  desktop: Laptop,
  phone: Smartphone,
  tablet: Tablet,
  unknown: Terminal,
} as const satisfies Record<SessionEntry['device']['kind'], LucideIcon>;

/** Every browser and program that is signed in; each can be ended from here. */
export function SessionsCard() {
  const { data, error } = useQuery(sessionsQuery);
  return (
    <SettingsCard title={texts.sessions} description={texts.sessionsText}>
      {data === undefined &&
        (error ? <ProblemNote error={error} /> : <Skeleton className="h-24" />)}
      {data && (
        <ul aria-label={texts.sessions} className="-mt-3">
          {data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {data && data.length > 1 && <EndOthers />}
    </SettingsCard>
  );
}

function SessionRow({ session }: { session: SessionEntry }) {
  const end = useEndSession();
  const showToast = useToast();
  const Icon = ICONS[session.device.kind];
  const device = deviceInWords(session.device);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-3 last:border-b-0">
      <Icon aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-44">
        <p className="flex flex-wrap items-center gap-2 font-[550]">
          {device}
          {session.is_current && <Badge tone="ok">{texts.current}</Badge>}
        </p>
        <p className="dotted text-[13px] text-muted">
          {session.network !== null && <span>{texts.network({ network: session.network })}</span>}
          <span>
            {texts.lastSeen} <RelativeTime at={session.last_seen_at} />
          </span>
        </p>
      </div>
      {!session.is_current && (
        <Button
          size="small"
          isBusy={end.isPending}
          aria-label={texts.endOf({ device })}
          onClick={() => end.mutate(session.id, { onSuccess: () => showToast(texts.endedOne) })}
        >
          {texts.end}
        </Button>
      )}
      {end.error && <ProblemNote error={end.error} className="basis-full" />}
    </li>
  );
}

function EndOthers() {
  const end = useEndOtherSessions();
  return (
    <EndButton
      words={{ end: texts.endOthers, title: texts.endOthersTitle, text: texts.endOthersText }}
      button={{ className: 'mt-3' }}
      request={end}
      onEnd={(onEnded) =>
        end.mutate(undefined, {
          onSuccess: ({ data }) => onEnded(texts.endedOthers({ count: data.ended })),
        })
      }
    />
  );
}
