import type { ChangeWebhook } from '@rita/contracts';
import { t } from '../../i18n/index.ts';

const texts = t.changeWebhook;

type Failure = Pick<NonNullable<ChangeWebhook['failure']>, 'reason' | 'status'>;

/** Why a delivery was not taken. */
export function describeFailure({ reason, status }: Failure): string {
  return reason === 'refused'
    ? texts.reasons.refused({ status: String(status ?? 'none') })
    : texts.reasons[reason];
}
