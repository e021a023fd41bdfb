import {
  cutText,
  type DataSourceStatusMessage,
  MAX_STATUS_MESSAGE_BYTES,
  PROBLEMS,
  type ProblemCode,
  type SourceOptions,
  type SyncStatusMessage,
  type VerificationCheck,
  type VerificationStatusMessage,
} from '@rita/contracts';
import type { Transact } from '../platform/db/tables.ts';
import { insertStatus } from '../status/outbox.store.ts';
import type { HeldCounts } from './held-deletions.ts';
import { endRun, ownerOf, type Run, requireNextSeq } from './run.store.ts';
import type { Work } from './work.ts';

/** Why a run did not succeed, fit to be shown. */
export type Failure = {
  code: ProblemCode | null;
  text: string;
  /** So many of so many documents would be removed (`too_many_deletions`). */
  held?: HeldCounts | undefined;
};

/** A later message of the run says all that these say. */
const SUPERSEDABLE = new Set(['progress', 'sync_progress', 'access_progress']);

type Common = { run_id: string; seq: number; heartbeat_seconds: number; timestamp: string };

/** Puts out the checks so far, or the result, of a verification; a result ends the run. */
export async function reportVerification(
  trx: Transact,
  work: Work,
  report: Pick<VerificationStatusMessage, 'status'> & {
    checks: VerificationCheck[];
    options?: SourceOptions;
    credentialsExpireAt?: Date | undefined;
    failure?: Failure;
  },
): Promise<void> {
  const common = await nextCommon(trx, work);
  const message: VerificationStatusMessage = {
    type: 'verification',
    connection_id: work.run.connection_id,
    tenant_id: work.run.tenant_id,
    status: report.status,
    options: report.options === undefined ? null : fittingOptions(report.options),
    error: report.failure?.text ?? null,
    error_code: report.failure?.code ?? null,
    checks: report.checks,
    credentials_expire_at: report.credentialsExpireAt?.toISOString() ?? null,
    ...common,
  };
  await putOut(trx, work, message, report.status === 'progress' ? undefined : report.status);
}

export type SyncCounts = Pick<
  Run,
  | 'documents_processed'
  | 'documents_total'
  | 'documents_failed'
  | 'documents_added'
  | 'documents_updated'
  | 'documents_removed'
  | 'phase'
>;

/** Puts out the state, or the result, of a sync; a result ends the run. */
export async function reportSync(
  trx: Transact,
  work: Work,
  report: Pick<SyncStatusMessage, 'status'> & {
    counts: SyncCounts;
    /** Documents stored although the source has them no more. */
    kept?: number;
    waitingUntil?: Date | null;
    failure?: Failure;
  },
): Promise<void> {
  const common = await nextCommon(trx, work);
  const { counts } = report;
  const message: SyncStatusMessage = {
    type: 'sync',
    connection_id: work.run.connection_id,
    tenant_id: work.run.tenant_id,
    status: report.status,
    error_message: report.failure?.text ?? null,
    error_code: report.failure?.code ?? null,
    documents_processed: counts.documents_processed,
    documents_total: counts.documents_total,
    documents_failed: counts.documents_failed,
    documents_added: counts.documents_added,
    documents_updated: counts.documents_updated,
    documents_removed: counts.documents_removed,
    documents_kept: report.kept ?? null,
    deletions_held: report.failure?.held?.count ?? null,
    deletions_held_of: report.failure?.held?.of ?? null,
    phase: counts.phase,
    waiting_until: report.waitingUntil?.toISOString() ?? null,
    ...common,
  };
  const goesOn = report.status === 'sync_started' || report.status === 'sync_progress';
  await putOut(trx, work, message, goesOn ? undefined : report.status);
}

export async function nextCommon(trx: Transact, work: Work): Promise<Common> {
  return {
    run_id: work.run.run_id,
    seq: await requireNextSeq(trx, work.held),
    heartbeat_seconds: Math.ceil(work.deps.heartbeatSeconds),
    timestamp: new Date().toISOString(),
  };
}

export async function putOut(
  trx: Transact,
  work: Work,
  message: DataSourceStatusMessage,
  result: string | undefined,
): Promise<void> {
  const { run_id: runId } = work.run;
  const supersedable = SUPERSEDABLE.has(message.status);
  await insertStatus(trx, { owner: ownerOf(work.run), runId, supersedable, message });
  if (result !== undefined) await endRun(trx, runId, result);
}

/** A list that is too long for a message loses its end, rather than the whole result. */
function fittingOptions(options: SourceOptions): SourceOptions {
  const room = MAX_STATUS_MESSAGE_BYTES / 2;
  const fitting = { ...options };
  while (Buffer.byteLength(JSON.stringify(fitting)) > room) {
    const [key, longest] = Object.entries(fitting).toSorted(
      ([, a], [, b]) => JSON.stringify(b).length - JSON.stringify(a).length,
    )[0] ?? [''];
    if (longest === undefined) break;
    const half = Math.floor(longest.length / 2);
    fitting[key] = typeof longest === 'string' ? cutText(longest, half) : longest.slice(0, half);
  }
  return fitting;
}

/** The words for a failure without words of its own. */
export function failureOf(code: ProblemCode): Failure {
  return { code, text: PROBLEMS[code].title };
}
