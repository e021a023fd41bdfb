import type { AccessStatusMessage, AccessSummary } from '@rita/contracts';
import type { Transact } from '../platform/db/tables.ts';
import { type Failure, nextCommon, putOut } from './report-run.ts';
import type { Run } from './run.store.ts';
import type { Work } from './work.ts';

export type AccessCounts = Pick<
  Run,
  'documents_processed' | 'documents_total' | 'documents_updated' | 'documents_failed' | 'phase'
>;

/** Puts out the state, or the result, of a reading of permissions; a result ends the run. */
export async function reportAccess(
  trx: Transact,
  work: Work,
  report: Pick<AccessStatusMessage, 'status'> & {
    counts: AccessCounts;
    summary?: AccessSummary;
    waitingUntil?: Date | null;
    failure?: Failure;
  },
): Promise<void> {
  const { counts } = report;
  const message: AccessStatusMessage = {
    type: 'access',
    connection_id: work.run.connection_id,
    tenant_id: work.run.tenant_id,
    status: report.status,
    error_message: report.failure?.text ?? null,
    error_code: report.failure?.code ?? null,
    documents_processed: counts.documents_processed,
    documents_total: counts.documents_total,
    documents_updated: counts.documents_updated,
    documents_failed: counts.documents_failed,
    phase: counts.phase,
    waiting_until: report.waitingUntil?.toISOString() ?? null,
    summary: report.summary ?? null,
    ...(await nextCommon(trx, work)),
  };
  const goesOn = report.status === 'access_started' || report.status === 'access_progress';
  await putOut(trx, work, message, goesOn ? undefined : report.status);
}
