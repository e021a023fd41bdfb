import type { SessionEntry } from '@rita/contracts';
import { t } from '../../i18n/index.ts';

/** “Firefox on Linux”, or what is known of it. */
export function deviceInWords({ browser, system }: SessionEntry['device']): string {
  if (browser !== null && system !== null) return t.account.onSystem({ browser, system });
  return browser ?? system ?? t.account.unknownDevice;
}
