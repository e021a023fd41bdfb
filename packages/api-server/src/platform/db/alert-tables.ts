import type { AlertCause, AlertKind } from '@rita/contracts';
import type { ColumnType, Generated } from 'kysely';

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Text = ColumnType<string | null, string | null | undefined, string | null>;

/** Of migration 020. */
export type AlertTables = {
  alerts: {
    id: Generated<string>;
    organization_id: string;
    connection_id: string;
    kind: Exclude<AlertKind, 'repaired'>;
    cause: AlertCause;
    happened_at: Generated<Date>;
    ended_at: Moment;
    noticed_at: Moment;
    end_noticed_at: Moment;
  };
  alert_recipients: {
    organization_id: string;
    user_id: string;
    sends_mail: Generated<boolean>;
    kinds: ColumnType<AlertKind[] | null, AlertKind[] | null | undefined, AlertKind[] | null>;
    quiet_from: Text;
    quiet_to: Text;
    time_zone: Text;
    message_id: Text;
    attempts: Generated<number>;
    next_attempt_at: Moment;
  };
  alert_notices: {
    alert_id: string;
    organization_id: string;
    user_id: Text;
    is_end: boolean;
    due_at: Date;
    message_id: Text;
    told_at: Moment;
  };
};
