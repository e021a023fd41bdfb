import type { AlertKind, ChangeWebhook, DeliveryFailure, WebhookTopic } from '@rita/contracts';
import type { ColumnType, Generated } from 'kysely';

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Text = ColumnType<string | null, string | null | undefined, string | null>;

/** Of migrations 016, 020 and 022. */
export type ChangeWebhooksTable = {
  organization_id: string;
  topic: WebhookTopic;
  url: string;
  sealed_secret: string;
  sealed_previous_secret: Text;
  previous_secret_until: Moment;
  is_on: Generated<boolean>;
  off_reason: ColumnType<
    ChangeWebhook['off_reason'],
    ChangeWebhook['off_reason'] | undefined,
    ChangeWebhook['off_reason']
  >;
  created_at: ColumnType<Date, Date | undefined, Date>;
  noticed_state: Text;
  message_id: Text;
  changed_at: Moment;
  next_attempt_at: Moment;
  attempts: Generated<number>;
  failed_since: Moment;
  last_failure: ColumnType<
    DeliveryFailure | null,
    DeliveryFailure | null | undefined,
    DeliveryFailure | null
  >;
  last_status: ColumnType<number | null, number | null | undefined, number | null>;
  delivered_at: Moment;
  kinds: ColumnType<AlertKind[] | null, AlertKind[] | null | undefined, AlertKind[] | null>;
};
