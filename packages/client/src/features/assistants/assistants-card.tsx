import type { Assistant } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { Bot } from 'lucide-react';
import { EndButton } from '../../components/end-button.tsx';
import { LastUsed } from '../../components/last-used.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { DottedFacts } from '../../components/ui/dotted-facts.tsx';
import { RelativeTime } from '../../components/ui/relative-time.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { assistantsQuery, useEndAssistant } from './assistants.queries.ts';

const texts = t.assistants;

/** Every assistant that may read as somebody; one's own, and for owners all. */
export function AssistantsCard() {
  const { data, error } = useQuery(assistantsQuery);
  return (
    <SettingsCard title={texts.list} description={texts.listText}>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Skeleton className="h-12 w-full" />}
      {data?.data.length === 0 && <p className="text-[13px] text-muted">{texts.none}</p>}
      {data && data.data.length > 0 && (
        <ul aria-label={texts.list} className="-mt-3">
          {data.data.map((assistant) => (
            <AssistantRow key={assistant.id} assistant={assistant} />
          ))}
        </ul>
      )}
    </SettingsCard>
  );
}

function AssistantRow({ assistant }: { assistant: Assistant }) {
  const { client_name: name, last_used_at: usedAt } = assistant;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line py-3 last:border-b-0">
      <Bot aria-hidden className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-44">
        <p className="font-[550] [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>{' '}
          {!assistant.is_own && (
            <span className="font-normal text-muted">
              {texts.of({ name: assistant.owner_name })}
            </span>
          )}
        </p>
        <DottedFacts
          className="text-[13px] text-muted"
          facts={[
            texts.comesBackTo({ host: assistant.redirect_host }),
            <RelativeTime key="connected" at={assistant.connected_at} say={texts.connected} />,
            <LastUsed key="used" at={usedAt} words={texts} />,
          ]}
        />
      </div>
      <EndAccess id={assistant.id} name={name} />
    </li>
  );
}

function EndAccess({ id, name }: { id: string; name: string }) {
  const end = useEndAssistant();
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
