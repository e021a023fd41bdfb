import type { Key } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { EndButton } from '../../components/end-button.tsx';
import { LastUsed } from '../../components/last-used.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Button } from '../../components/ui/button.tsx';
import { DottedFacts } from '../../components/ui/dotted-facts.tsx';
import { RelativeTime } from '../../components/ui/relative-time.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { DOT } from '../../lib/dot.ts';
import { formatNames } from '../../lib/format.ts';
import { useAtTime } from '../../lib/use-now.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { keysQuery, useRevokeKey } from './keys.queries.ts';

const texts = t.keys;

/** Keys for programs: one's own, and for owners all of the organization's. */
export function KeysCard() {
  const { data, error } = useQuery(keysQuery);
  const [isMaking, setIsMaking] = useState(false);
  return (
    <SettingsCard title={texts.title} description={texts.text}>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Skeleton className="h-12 w-full" />}
      {data?.length === 0 && <p className="text-[13px] text-muted">{texts.none}</p>}
      {data && data.length > 0 && (
        <ul aria-label={texts.title} className="-mt-3">
          {data.map((key) => (
            <KeyRow key={key.id} entry={key} />
          ))}
        </ul>
      )}
      <Button className="mt-4" onClick={() => setIsMaking(true)}>
        {texts.make}
      </Button>
      <CreateKeyDialog isOpen={isMaking} onClose={() => setIsMaking(false)} />
    </SettingsCard>
  );
}

function KeyRow({ entry }: { entry: Key }) {
  const { connections, owner_name: owner, last_used_at: usedAt } = entry;
  const hasEnded = useAtTime((now) => Number(Date.parse(entry.expires_at) <= now)) === 1;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-3 last:border-b-0">
      <KeyRound aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-44">
        <p className="font-[550] [overflow-wrap:anywhere]">
          <bdi>{entry.name}</bdi>{' '}
          <span className="font-normal text-muted">
            {texts.ofKind[entry.kind]}
            {!entry.is_own && owner !== null && `${DOT}${texts.of({ name: owner })}`}
          </span>
        </p>
        <DottedFacts
          className="text-[13px] text-muted"
          facts={[
            formatNames(entry.scopes.map((scope) => texts.may[scope])),
            connections.length > 0 && texts.readsAll({ count: connections.length }),
            <code key="hint" className="font-mono text-xs">
              {entry.hint}
            </code>,
          ]}
        />
        <DottedFacts
          className="text-[13px] text-muted"
          facts={[
            <RelativeTime
              key="end"
              at={entry.expires_at}
              say={hasEnded ? texts.hasEnded : texts.ends}
            />,
            <LastUsed key="used" at={usedAt} words={texts} />,
          ]}
        />
      </div>
      <EndAccess id={entry.id} name={entry.name} />
    </li>
  );
}

function EndAccess({ id, name }: { id: string; name: string }) {
  const end = useRevokeKey();
  const words = {
    ...{ end: texts.end, endOf: texts.endOf({ name }) },
    ...{ title: texts.endTitle({ name }), text: texts.endText },
  };
  return (
    <EndButton
      words={words}
      request={end}
      onEnd={(onEnded) => end.mutate(id, { onSuccess: () => onEnded(texts.ended({ name })) })}
    />
  );
}
