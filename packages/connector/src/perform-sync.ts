import { findCursor, storeCursor } from './documents/cursor.store.ts';
import { countKnown, listKnown } from './documents/document.store.ts';
import { createRevisionLookup } from './documents/known-revisions.ts';
import { type PageResult, removeGone, storePage } from './documents/store-page.ts';
import { startHeartbeat } from './runs/heartbeat.ts';
import { pauseReporter } from './runs/pause-reporter.ts';
import { reportSync } from './runs/report-run.ts';
import { ownerOf, requireHeldRun } from './runs/run.store.ts';
import { createContext, requireDriver, untilAborted, type Work } from './runs/work.ts';
import { SourceError, type SyncEnd, type SyncPage } from './sources/source.ts';
import type { CredentialSet } from './vault/vault.ts';

const PROGRESS_EVERY_MS = 1000;
const LIMIT_MS = 22 * 3600 * 1000;

/**
 * Reads everything chosen, page by page, each page with its checkpoint in one transaction; goes
 * on from the checkpoint when it was begun before. Throws what ends the run as failed.
 */
export async function performSync(work: Work): Promise<void> {
  const driver = requireDriver(work);
  const set = await requirePinnedCredentials(work);
  const limit = AbortSignal.timeout(LIMIT_MS);
  const signal = AbortSignal.any([work.signal, limit]);
  const pauses = pauseReporter((until) => sendProgress(work, until));
  const heartbeat = startHeartbeat(work, () => sendProgress(work, pauses.until()));
  const context = createContext(work, set, { signal, onWaiting: pauses.onWaiting });
  try {
    await begin(work);
    const { kysely } = work.deps.database;
    const origin = { ...work.run, credentialSetId: set.id };
    const pages = driver.sync(context, {
      checkpoint: work.run.checkpoint,
      cursor: await findCursor(kysely, origin),
      knownRevision: createRevisionLookup(kysely, ownerOf(work.run)),
      knownDocuments: (after, limit) => listKnown(kysely, ownerOf(work.run), { after, limit }),
    });
    const end = await readPages({ work, pages, signal, sent: heartbeat.sent }).catch(
      (error: unknown) => {
        throw limit.aborted && !work.signal.aborted ? tooLong() : error;
      },
    );
    await finish(work, { end, origin });
  } finally {
    heartbeat.stop();
    pauses.stop();
  }
}

function tooLong(): SourceError {
  return new SourceError('timed_out', 'The sync took longer than it may');
}

/** A sync goes on with the credentials it began with, also when newer ones were verified meanwhile. */
async function requirePinnedCredentials({ deps, run }: Work): Promise<CredentialSet> {
  const { kysely } = deps.database;
  if (run.credential_set_id !== null) {
    const pinned = await deps.vault.findSet(kysely, ownerOf(run), run.credential_set_id);
    if (pinned !== undefined) return pinned;
  }
  const active = await deps.vault.findActive(kysely, ownerOf(run));
  if (active === undefined) {
    throw new SourceError('credentials_required', 'The connector holds no credentials for this');
  }
  await kysely
    .updateTable('runs')
    .set({ credential_set_id: active.id })
    .where('run_id', '=', run.run_id)
    .execute();
  return active;
}

async function begin(work: Work): Promise<void> {
  const { run, deps, held } = work;
  await deps.database.kysely.transaction().execute(async (trx) => {
    const current = await requireHeldRun(trx, held);
    const status = run.seq === 0 ? 'sync_started' : 'sync_progress';
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

async function readPages(reading: {
  work: Work;
  pages: AsyncIterable<SyncPage>;
  signal: AbortSignal;
  sent: () => void;
}): Promise<SyncEnd> {
  const { work, pages, signal, sent } = reading;
  const iterator = pages[Symbol.asyncIterator]();
  let lastSentAt = performance.now();
  let end: SyncEnd = { isComplete: true, cursor: null };
  try {
    for (;;) {
      const next = await untilAborted(iterator.next(), signal);
      if (next.done) return end;
      end = next.value.end ?? end;
      const isDue = performance.now() - lastSentAt >= PROGRESS_EVERY_MS;
      await keepPage(work, next.value, isDue);
      signal.throwIfAborted();
      if (!isDue) continue;
      lastSentAt = performance.now();
      sent();
    }
  } finally {
    // Lets the driver's own `finally` run; one that hangs is not waited for.
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

async function keepPage(work: Work, page: SyncPage, isDue: boolean): Promise<void> {
  const { deps, held, run, masking } = work;
  await deps.database.kysely.transaction().execute(async (trx) => {
    const current = await requireHeldRun(trx, held);
    const result: PageResult = await storePage(trx, {
      run: current,
      page,
      mask: masking.mask,
    });
    if (isDue) await reportSync(trx, work, { status: 'sync_progress', counts: result });
  });
  if (isDue) deps.wakeOutbox();
  deps.log.debug({ run_id: run.run_id, count: page.documents.length }, 'page stored');
}

type Origin = Parameters<typeof storeCursor>[1];

/** Removes what is gone, keeps the cursor for the next sync, and ends the run as completed. */
async function finish(
  work: Work,
  { end, origin }: { end: SyncEnd; origin: Origin },
): Promise<void> {
  const { deps, run } = work;
  await deps.database.kysely.transaction().execute(async (trx) => {
    const current = await requireHeldRun(trx, work.held);
    const known = await countKnown(trx, ownerOf(run));
    const removed = await removeGone(trx, { run: current, known, isComplete: end.isComplete });
    await storeCursor(trx, origin, end.cursor);
    // What there is now, not what this sync had to read: one that asks only for changes may read nothing.
    const held = known - removed;
    const counts = { documents_processed: held, documents_total: held, documents_removed: removed };
    await reportSync(trx, work, {
      status: 'sync_completed',
      counts: { ...current, ...counts, phase: null },
    });
  });
  deps.log.info({ run_id: run.run_id, kind: 'sync' }, 'synced');
}
