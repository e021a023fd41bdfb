import type { DataSourceConnection } from '@rita/contracts';

/** Another text as soon as a run of the connection begins or ends, also by a result that comes late. */
export function runMark({ access, ...row }: DataSourceConnection): string {
  return JSON.stringify([
    row.run_id,
    row.last_sync_at,
    row.last_sync_status,
    row.last_sync_error,
    row.last_verification_at,
    row.verified_at,
    row.error_code,
    access.run_id,
    access.last_ended_at,
    access.last_result,
  ]);
}
