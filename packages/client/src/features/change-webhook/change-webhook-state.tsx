import type { ChangeWebhook, WebhookTopic } from '@rita/contracts';
import { BadgeCheck, CircleOff, TriangleAlert } from 'lucide-react';
import { Badge } from '../../components/ui/badge.tsx';
import { t } from '../../i18n/index.ts';
import { formatRelative } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { ChangeWebhookActions } from './change-webhook-actions.tsx';
import { describeFailure } from './describe-failure.ts';
import { ToldKinds } from './told-kinds.tsx';

const texts = t.changeWebhook;

type StateProps = {
  topic: WebhookTopic;
  webhook: ChangeWebhook;
  onRotated: (secret: string) => void;
};

/** The address, what became of the deliveries, and what can be done. */
export function ChangeWebhookState({ topic, webhook, onRotated }: StateProps) {
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <p
          dir="ltr"
          className="min-w-0 flex-1 basis-60 font-mono text-[13px] [overflow-wrap:anywhere]"
        >
          {webhook.url}
        </p>
        <StateBadge webhook={webhook} />
      </div>
      <Deliveries webhook={webhook} />
      {webhook.kinds !== null && <ToldKinds kinds={webhook.kinds} />}
      <ChangeWebhookActions topic={topic} webhook={webhook} onRotated={onRotated} />
    </div>
  );
}

function StateBadge({ webhook: { is_on: isOn, failure } }: { webhook: ChangeWebhook }) {
  if (!isOn) {
    return (
      <Badge tone="off" icon={CircleOff}>
        {texts.states.off}
      </Badge>
    );
  }
  return failure === null ? (
    <Badge tone="ok" icon={BadgeCheck}>
      {texts.states.on}
    </Badge>
  ) : (
    <Badge tone="warn" icon={TriangleAlert}>
      {texts.states.failing}
    </Badge>
  );
}

function Deliveries({ webhook }: { webhook: ChangeWebhook }) {
  const now = useNow();
  const { delivered_at: deliveredAt, failure, off_reason: offReason } = webhook;
  return (
    <div role="status" className="space-y-1 text-xs text-muted">
      {offReason !== null && <p className="text-warn">{texts.offReasons[offReason]}</p>}
      {failure !== null && (
        <p className="text-warn">
          {describeFailure(failure)}{' '}
          {texts.failedTimes({ count: failure.count, when: formatRelative(failure.since, now) })}{' '}
          {failure.next_attempt_at !== null &&
            texts.nextAttempt({ when: formatRelative(failure.next_attempt_at, now) })}
        </p>
      )}
      <p>
        {deliveredAt === null
          ? texts.neverDelivered
          : texts.delivered({ when: formatRelative(deliveredAt, now) })}
      </p>
    </div>
  );
}
