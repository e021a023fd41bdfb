import { PROBLEMS, type VerificationCheck } from '@rita/contracts';
import { startHeartbeat } from '../runs/heartbeat.ts';
import { reportVerification } from '../runs/report-run.ts';
import { requireWantedRun } from '../runs/require-wanted-run.ts';
import { ownerOf, updateChecks } from '../runs/run.store.ts';
import { createContext, requireDriver, untilAborted, type Work } from '../runs/work.ts';
import { type ReportCheck, SourceError, type VerifyResult } from '../sources/source.ts';
import type { CredentialSet } from '../vault/vault.ts';

const BUDGET_MS = 25_000;

/**
 * Proves credentials at the source, check by check, and makes them the connection's own when all
 * went well. Throws what ends the run as failed.
 */
export async function performVerify(work: Work): Promise<void> {
  const { refusal } = work.run;
  if (refusal !== null) throw new SourceError(refusal, PROBLEMS[refusal].title);
  const driver = await requireDriver(work);
  const set = await requireCredentials(work);
  const budget = AbortSignal.timeout(BUDGET_MS);
  const signal = AbortSignal.any([work.signal, budget]);
  const context = createContext(work, set, { signal });
  const checks = createCheckStream(work);
  const heartbeat = startHeartbeat(work, checks.flush);
  // Whoever was told its place learns that its turn has come, however long the first check takes.
  if (work.run.told_position !== null) checks.flush().catch(() => {});
  try {
    const verifying = driver.verify(context, checks.report);
    const result = await untilAborted(verifying, signal).catch((error: unknown) => {
      throw budget.aborted && !work.signal.aborted ? overBudget() : error;
    });
    heartbeat.stop();
    await checks.settled();
    await endVerified(work, set, { result, checks: checks.list() });
  } finally {
    heartbeat.stop();
    // The end of the run is not written before the last check is.
    await checks.settled().catch(() => {});
  }
}

function overBudget(): SourceError {
  return new SourceError(
    'timeout',
    `The source did not answer all checks in ${BUDGET_MS / 1000} s`,
  );
}

async function requireCredentials({ deps, run }: Work): Promise<CredentialSet> {
  const { kysely } = deps.database;
  if (run.credential_set_id !== null) {
    const candidate = await deps.vault.findSet(kysely, ownerOf(run), run.credential_set_id);
    if (candidate !== undefined) return candidate;
    throw new SourceError('interrupted', 'The verification did not begin in time');
  }
  const active = await deps.vault.findActive(kysely, ownerOf(run));
  if (active !== undefined) return active;
  throw new SourceError('credentials_required', 'The connector holds no credentials for this');
}

async function endVerified(
  work: Work,
  set: CredentialSet,
  end: { result: VerifyResult; checks: VerificationCheck[] },
): Promise<void> {
  const { deps, run, held } = work;
  await deps.database.kysely.transaction().execute(async (trx) => {
    await requireWantedRun(trx, held);
    if (run.credential_set_id !== null) await deps.vault.activate(trx, ownerOf(run), set.id);
    await reportVerification(trx, work, {
      status: 'success',
      checks: end.checks.map((check) =>
        check.outcome === 'running' ? { ...check, outcome: 'unknown' as const } : check,
      ),
      options: end.result.options,
      credentialsExpireAt: end.result.credentialsExpireAt,
    });
  });
  deps.log.info({ run_id: run.run_id, kind: 'verification' }, 'verified');
}

/** Stores and puts out each check as it is reported; several at once go out together. */
function createCheckStream(work: Work) {
  const checks = new Map<string, VerificationCheck & { startedAt: number }>();
  let writing: Promise<void> | undefined;
  let isDirty = false;

  const list = (): VerificationCheck[] => [...checks.values()].map(({ startedAt: _, ...c }) => c);

  async function write() {
    while (isDirty) {
      isDirty = false;
      await work.deps.database.kysely.transaction().execute(async (trx) => {
        await reportVerification(trx, work, { status: 'progress', checks: list() });
        await updateChecks(trx, work.run.run_id, list());
      });
      work.deps.wakeOutbox();
    }
  }

  const flush = (): Promise<void> => {
    isDirty = true;
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  };

  const report: ReportCheck = (told) => {
    const { name, outcome, detail } = told;
    const { mask } = work.masking;
    const startedAt = checks.get(name)?.startedAt ?? performance.now();
    checks.set(name, {
      name,
      outcome,
      ...(detail === undefined ? {} : { detail: mask(detail, 500) }),
      ...remedyFields(told, mask),
      ...(outcome === 'running' ? {} : { duration_ms: Math.round(performance.now() - startedAt) }),
      startedAt,
    });
    flush().catch(() => {});
  };

  return { report, flush, list, settled: async () => writing };
}

type Told = Parameters<ReportCheck>[0];
type Mask = (text: string, max: number) => string;

function remedyFields({ remedy, remedyCode, remedyValues = {} }: Told, mask: Mask) {
  const values = Object.entries(remedyValues).map(([name, value]) => [name, mask(value, 500)]);
  return {
    ...(remedy === undefined ? {} : { remedy: mask(remedy, 1000) }),
    ...(remedyCode === undefined ? {} : { remedy_code: remedyCode }),
    ...(values.length === 0 ? {} : { remedy_values: Object.fromEntries(values) }),
  };
}
