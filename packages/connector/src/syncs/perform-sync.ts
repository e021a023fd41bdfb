import { enterSource, requireOwnSource } from '../access/source-of-connection.ts';
import { findChosenLanguage } from '../documents/connection-language.store.ts';
import { countKnown } from '../documents/document.store.ts';
import { countFailures, deleteFailuresOfOthers } from '../documents/failed-item.store.ts';
import { removeGone } from '../documents/remove-gone.ts';
import { preparePage, storePage } from '../documents/store-page.ts';
import { storeCursor } from '../runs/cursor.store.ts';
import { readSource } from '../runs/read-source.ts';
import { reportSync } from '../runs/report-run.ts';
import { requireWantedRun } from '../runs/require-wanted-run.ts';
import { hasToldBeginning, ownerOf, requireHeldRun } from '../runs/run.store.ts';
import { requireDriver, type Work } from '../runs/work.ts';
import type { SourceDriver, SyncEnd, SyncPage } from '../sources/source.ts';
import { readFailedAgain } from './read-failed-again.ts';
import { readPages } from './read-pages.ts';
import { type Origin, syncRequestOf } from './sync-request.ts';

const PROGRESS_EVERY_MS = 1000;
const READING = {
  limitMs: 22 * 3600 * 1000,
  tooLong: 'The sync took longer than it may',
  sendProgress,
};

/**
 * Reads everything chosen, page by page, each page with its checkpoint in one transaction; goes
 * on from the checkpoint when it was begun before. Throws what ends the run as failed.
 */
export async function performSync(work: Work): Promise<void> {
  const driver = await requireDriver(work);
  await readSource(work, READING, async ({ context, credentials, signal, sent }) => {
    await begin(work);
    const { run } = work;
    const db = work.deps.database.kysely;
    const origin = { ...run, credentialSetId: credentials.id };
    const pages = isRetry(work, driver)
      ? readFailedAgain({ db, run }, driver.readAgain, context)
      : driver.sync(context, await syncRequestOf(db, origin));
    const end = await readPages(pages, signal, pageKeeper(work, sent));
    await finish(work, { end, origin: isRetry(work, driver) ? undefined : origin });
  });
}

/** Where a driver cannot read single items, a whole sync reads them, too. */
function isRetry(
  { run }: Work,
  driver: SourceDriver,
): driver is SourceDriver & Required<Pick<SourceDriver, 'readAgain'>> {
  return run.wishes.only_failed === true && driver.readAgain !== undefined;
}

async function begin(work: Work): Promise<void> {
  const { run, deps, held } = work;
  await enterSource(work);
  await deps.database.kysely.transaction().execute(async (trx) => {
    const current = await requireHeldRun(trx, held);
    const status = hasToldBeginning(run) ? 'sync_progress' : 'sync_started';
    await reportSync(trx, work, { status, counts: current });
  });
  deps.wakeOutbox();
}

async function sendProgress(work: Work, waitingUntil: Date | null): Promise<void> {
  await work.deps.database.kysely.transaction().execute(async (trx) => {
    const counts = await requireHeldRun(trx, work.held);
    await reportSync(trx, work, { status: 'sync_progress', counts, waitingUntil });
  });
  work.deps.wakeOutbox();
}

/** Keeps each page, and tells of it no more than once a second. */
function pageKeeper(work: Work, sent: () => void) {
  let lastSentAt = performance.now();
  return async (page: SyncPage): Promise<void> => {
    const isDue = performance.now() - lastSentAt >= PROGRESS_EVERY_MS;
    await keepPage(work, page, isDue);
    if (!isDue) return;
    lastSentAt = performance.now();
    sent();
  };
}

async function keepPage(work: Work, page: SyncPage, isDue: boolean): Promise<void> {
  const { deps, held, run, masking, signal } = work;
  const convert = deps.conversions.for(run.tenant_id, signal);
  const chosenLanguage = await findChosenLanguage(deps.database.kysely, ownerOf(run));
  const prepared = await preparePage(convert, { tenantId: run.tenant_id, chosenLanguage }, page);
  await deps.database.kysely.transaction().execute(async (trx) => {
    const current = await requireHeldRun(trx, held);
    await requireOwnSource(trx, current);
    const counts = await storePage(trx, { run: current, page, prepared, mask: masking.mask });
    if (isDue) await reportSync(trx, work, { status: 'sync_progress', counts });
  });
  if (isDue) deps.wakeOutbox();
  deps.log.debug({ run_id: run.run_id, count: page.documents.length }, 'page stored');
}

/**
 * Removes what is gone, keeps the cursor for the next sync (without an origin, the one that there
 * is), and ends the run as completed.
 */
async function finish(
  work: Work,
  { end, origin }: { end: SyncEnd; origin: Origin | undefined },
): Promise<void> {
  const { deps, run } = work;
  await deps.database.kysely.transaction().execute(async (trx) => {
    const current = await requireWantedRun(trx, work.held);
    await requireOwnSource(trx, current);
    const known = await countKnown(trx, ownerOf(run));
    const { isComplete } = end;
    const holdAbove = deps.holdDeletionsAbove;
    const gone = await removeGone(trx, { run: current, known, isComplete, holdAbove });
    if (isComplete) await deleteFailuresOfOthers(trx, current);
    if (origin !== undefined) await storeCursor(trx, origin, end);
    // What there is now, not what this sync had to read: one that asks only for changes may read nothing.
    const stored = known - gone.removed;
    const counts = {
      documents_processed: stored,
      documents_total: stored,
      documents_removed: gone.removed,
      documents_failed: await countFailures(trx, ownerOf(run)),
      phase: null,
    };
    await reportSync(trx, work, {
      status: 'sync_completed',
      counts: { ...current, ...counts },
      kept: gone.kept,
    });
  });
  deps.log.info({ run_id: run.run_id, kind: 'sync' }, 'synced');
}
