import { SourceError } from '../sources/source.ts';
import { createMask } from '../vault/mask-secrets.ts';
import { describeFailure, isPassingDatabaseError } from './describe-failure.ts';
import type { LiveRuns } from './live-runs.ts';
import { RunStopped } from './live-runs.ts';
import { RunLostError, requireHeldRun, startAttempt } from './run.store.ts';
import type { RunKinds, UnsuccessfulEnd } from './run-kind.ts';
import type { RunDeps, Work } from './work.ts';

/** A run that was begun so often brings its process down each time. */
const MOST_ATTEMPTS = 50;

/** The job is to be done again; says nothing, because the job queue stores the error's text. */
class StartAgain extends Error {
  constructor() {
    super('start again');
    this.name = 'StartAgain';
    this.stack = '';
  }
}

/** Performs one run from wherever it stands to its end. Rejects when it has to be started again. */
export function createPerformer(deps: RunDeps, liveRuns: LiveRuns, kinds: RunKinds) {
  return async (runId: string): Promise<void> => {
    const run = await startAttempt(deps.database.kysely, runId).catch(() => {
      throw new StartAgain();
    });
    if (run === undefined) return;
    const { signal, leave } = liveRuns.enter(runId);
    const work: Work = {
      deps,
      run,
      held: { runId, attempt: run.attempt },
      signal,
      masking: { mask: createMask([]) },
    };
    try {
      await perform(work, kinds);
    } catch (error) {
      await handle(work, error, kinds);
    } finally {
      leave();
      deps.wakeOutbox();
    }
  };
}

async function perform(work: Work, kinds: RunKinds): Promise<void> {
  const { run } = work;
  if (run.cancel_requested_at !== null) throw new RunStopped('cancelled');
  if (run.attempt > MOST_ATTEMPTS) {
    throw new SourceError('interrupted', 'The run was interrupted too often');
  }
  await kinds[run.kind].perform(work);
}

async function handle(work: Work, error: unknown, kinds: RunKinds): Promise<void> {
  const { deps, run, signal } = work;
  // Whatever came out of an aborted run came out because of that.
  const cause: unknown = signal.aborted ? signal.reason : error;
  if (error instanceof RunLostError) return;
  if (cause instanceof RunStopped && cause.reason === 'stopping') throw new StartAgain();
  const log = deps.log.with({ run_id: run.run_id, connection_id: run.connection_id });
  if (isPassingDatabaseError(cause)) {
    log.warn({ err: cause }, 'database failed during a run');
    throw new StartAgain();
  }
  const failure = describeFailure(work, cause);
  if (failure.isBug) log.error({ err: cause }, 'run failed unexpectedly');
  else log.info({ code: failure.code, kind: run.kind }, 'run did not succeed');
  try {
    const ending = cause instanceof RunStopped ? 'cancelled' : 'failed';
    await endUnsuccessfully(work, kinds, { ending, failure });
  } catch (err) {
    if (err instanceof RunLostError) return;
    log.error({ err }, 'the end of a run could not be stored');
    throw new StartAgain();
  }
}

async function endUnsuccessfully(
  work: Work,
  kinds: RunKinds,
  end: Omit<UnsuccessfulEnd, 'run'>,
): Promise<void> {
  await work.deps.database.kysely.transaction().execute(async (trx) => {
    const run = await requireHeldRun(trx, work.held);
    await kinds[run.kind].endUnsuccessfully(trx, work, { run, ...end });
  });
}
