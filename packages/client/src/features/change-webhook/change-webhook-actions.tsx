import type { ChangeWebhook, WebhookTopic } from '@rita/contracts';
import { EndButton } from '../../components/end-button.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import {
  useDeleteChangeWebhook,
  useRotateSecret,
  useSwitchChangeWebhook,
  useTestChangeWebhook,
} from './change-webhook.queries.ts';
import { describeFailure } from './describe-failure.ts';

const texts = t.changeWebhook;

type ActionsProps = {
  topic: WebhookTopic;
  webhook: ChangeWebhook;
  onRotated: (secret: string) => void;
};

export function ChangeWebhookActions({ topic, webhook, onRotated }: ActionsProps) {
  const { is_on: isOn } = webhook;
  const toggle = useSwitchChangeWebhook(topic);
  const rotate = useRotateSecret(topic);
  const error = toggle.error ?? rotate.error;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <TestButton topic={topic} />
        <Button
          size="small"
          isBusy={rotate.isPending}
          onClick={() => rotate.mutate(undefined, { onSuccess: ({ secret }) => onRotated(secret) })}
        >
          {texts.rotate}
        </Button>
        {/* Together, so that the last of four never stands alone. */}
        <div className="flex flex-wrap gap-2">
          <Button size="small" isBusy={toggle.isPending} onClick={() => toggle.mutate(!isOn)}>
            {isOn ? texts.switchOff : texts.switchOn}
          </Button>
          <RemoveButton topic={topic} />
        </div>
      </div>
      {error && <ProblemNote error={error} />}
    </div>
  );
}

type TopicProps = { topic: WebhookTopic };

function TestButton({ topic }: TopicProps) {
  const test = useTestChangeWebhook(topic);
  const showToast = useToast();
  return (
    <>
      <Button
        size="small"
        isBusy={test.isPending}
        onClick={() =>
          test.mutate(undefined, {
            onSuccess: ({ is_taken: isTaken, reason, status }) => {
              if (isTaken) showToast(texts.taken({ status: status ?? '' }));
              else if (reason !== null) showToast(describeFailure({ reason, status }), 'warn');
            },
          })
        }
      >
        {texts.test}
      </Button>
      {test.error && <ProblemNote error={test.error} className="w-full" />}
    </>
  );
}

function RemoveButton({ topic }: TopicProps) {
  const remove = useDeleteChangeWebhook(topic);
  return (
    <EndButton
      words={{ end: texts.remove, title: texts.removeTitle, text: texts.removeText }}
      button={{ variant: 'ghost', size: 'small' }}
      request={remove}
      onEnd={(onEnded) => remove.mutate(undefined, { onSuccess: () => onEnded(texts.removed) })}
    />
  );
}
