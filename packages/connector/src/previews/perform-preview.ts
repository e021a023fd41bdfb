import { countKnown, findRevisions } from '../documents/document.store.ts';
import { listGone } from '../documents/list-gone.ts';
import { isHeld } from '../documents/remove-gone.ts';
import { forgetMet, noteMet } from '../runs/met-items.ts';
import { pauseReporter } from '../runs/pause-reporter.ts';
import { requirePinnedCredentials } from '../runs/pinned-credentials.ts';
import { endRun, ownerOf, type Run, requireHeldRun } from '../runs/run.store.ts';
import { createContext, requireDriver, type Work } from '../runs/work.ts';
import type { SyncEnd, SyncPage } from '../sources/source.ts';
import { readPages } from '../syncs/read-pages.ts';
import { syncRequestOf } from '../syncs/sync-request.ts';
import { type ChangeCounter, createChangeCounter } from './count-changes.ts';
import { emptyPreview, storePreview } from './preview.store.ts';

const TELL_EVERY_MS = 1000;
/** Somebody waits for it; a source that needs longer has shown enough by then. */
const LIMIT_MS = 5 * 60_000;

type Looking = { work: Work; counter: ChangeCounter; failed: number; total: number | null };

/**
 * Reads as a sync would, but only counts: what would be added, changed and removed. Nothing is kept
 * but the result. A preview that is started again begins anew.
 */
export async function performPreview(work: Work): Promise<void> {
  const { run, deps } = work;
  const { kysely } = deps.database;
  const driver = await requireDriver(work);
  const set = await requirePinnedCredentials(work);
  const limit = AbortSignal.timeout(LIMIT_MS);
  const signal = AbortSignal.any([work.signal, limit]);
  const counter = createChangeCounter(run.connection_type);
  const looking: Looking = { work, counter, failed: 0, total: null };
  const pauses = pauseReporter((until) => tellWait(looking, until));
  const context = createContext(work, set, { signal, onWaiting: pauses.onWaiting });
  await kysely.transaction().execute(async (trx) => {
    await requireHeldRun(trx, work.held);
    await forgetMet(trx, run.run_id);
  });
  const request = await syncRequestOf(kysely, {
    ...run,
    checkpoint: null,
    credentialSetId: set.id,
  });
  const end = await readPages(driver.sync(context, request), signal, pageCounter(looking))
    .catch((error: unknown) => {
      if (limit.aborted && !work.signal.aborted) return undefined;
      throw error;
    })
    .finally(pauses.stop);
  await finish(looking, end);
}

/** Only as long as the preview runs: a word that comes late must not stand over its result. */
async function tellWait(looking: Looking, until: Date | null): Promise<void> {
  const { deps, held } = looking.work;
  await deps.database.kysely.transaction().execute(async (trx) => {
    await requireHeldRun(trx, held);
    const waiting_until = until?.toISOString() ?? null;
    await storePreview(trx, { ...previewOf(looking), waiting_until });
  });
}

function pageCounter(looking: Looking) {
  let toldAt = 0;
  return async (page: SyncPage): Promise<void> => {
    const { work } = looking;
    const isDue = performance.now() - toldAt >= TELL_EVERY_MS;
    await work.deps.database.kysely.transaction().execute(async (trx) => {
      const run = await requireHeldRun(trx, work.held);
      const met = await noteMet(trx, run, page);
      const ids = page.documents.map((document) => document.externalId);
      const known = await findRevisions(trx, ownerOf(run), ids);
      countPage(looking, page, { met, known });
      if (isDue) await storePreview(trx, previewOf(looking));
    });
    if (isDue) toldAt = performance.now();
  };
}

function countPage(
  looking: Looking,
  page: SyncPage,
  { met, known }: { met: Awaited<ReturnType<typeof noteMet>>; known: Map<string, string> },
): void {
  const { counter } = looking;
  for (const document of page.documents) {
    if (!met.read.delete(document.externalId)) continue;
    const revision = known.get(document.externalId);
    if (revision === undefined) counter.count('added', document);
    else if (revision !== document.revision) counter.count('changed', document);
    else counter.countMany('unchanged', document.path, 1);
  }
  counter.countUnchanged(met.read.size);
  looking.failed += met.failed.size;
  looking.total = page.total ?? looking.total;
}

function previewOf(looking: Looking) {
  const { work, counter, failed, total } = looking;
  return { ...emptyPreview(work.run.run_id), ...counter.counts(), failed, total };
}

/** @param end undefined when the time was over */
async function finish(looking: Looking, end: SyncEnd | undefined): Promise<void> {
  const { work, counter } = looking;
  const { deps, run } = work;
  await deps.database.kysely.transaction().execute(async (trx) => {
    const current: Run = await requireHeldRun(trx, work.held);
    if (end !== undefined) {
      const gone = await listGone(trx, { run: current, isComplete: end.isComplete });
      for (const document of gone.examples) counter.count('removed', document);
      for (const { path, count } of gone.others) counter.countMany('removed', path, count);
    }
    const preview = previewOf(looking);
    const of = await countKnown(trx, ownerOf(run));
    await storePreview(trx, {
      ...preview,
      state: 'completed',
      is_partial: end === undefined,
      is_held: isHeld({ count: preview.removed, of }, deps.holdDeletionsAbove),
    });
    await endRun(trx, run.run_id, 'completed');
  });
  deps.log.info({ run_id: run.run_id, kind: 'preview' }, 'previewed');
}
