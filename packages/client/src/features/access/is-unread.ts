import type { DataSourceConnection } from '@rita/contracts';

/** Whether there are documents that nobody finds because their permissions were never read. */
export function isUnread({ enabled, last_sync_at, access }: DataSourceConnection): boolean {
  return (
    enabled && last_sync_at !== null && access.mode === 'source' && access.last_checked_at === null
  );
}
