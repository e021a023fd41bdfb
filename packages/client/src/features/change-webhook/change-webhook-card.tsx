import type { WebhookTopic } from '@rita/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Skeleton } from '../../components/ui/skeleton.tsx';
import { t } from '../../i18n/index.ts';
import { SettingsCard } from '../settings/setting-rows.tsx';
import { AddChangeWebhook } from './add-change-webhook.tsx';
import { changeWebhookQuery } from './change-webhook.queries.ts';
import { ChangeWebhookState } from './change-webhook-state.tsx';
import { SecretDialog, type ShownSecret } from './secret-dialog.tsx';

const texts = t.changeWebhook;

/** Where a program is told of changes; for owners and admins. */
export function ChangeWebhookCard({ topic }: { topic: WebhookTopic }) {
  const { data, error } = useQuery(changeWebhookQuery(topic));
  const { title, text } = texts.topics[topic];
  const [shown, setShown] = useState<ShownSecret | null>(null);
  return (
    <SettingsCard title={title} description={text}>
      {error && <ProblemNote error={error} />}
      {data === undefined && !error && <Skeleton className="h-12 w-full" />}
      {data === null && (
        <AddChangeWebhook topic={topic} onMade={(secret) => setShown({ secret })} />
      )}
      {data && (
        <ChangeWebhookState
          topic={topic}
          webhook={data}
          onRotated={(secret) => setShown({ secret, isBeside: true })}
        />
      )}
      <SecretDialog shown={shown} onClose={() => setShown(null)} />
    </SettingsCard>
  );
}
