import { findCursor } from '../runs/cursor.store.ts';
import { readSource } from '../runs/read-source.ts';
import { reportAccess } from '../runs/report-access.ts';
import { hasToldBeginning, ownerOf, requireHeldRun } from '../runs/run.store.ts';
import { takePages } from '../runs/take-pages.ts';
import { requireDriver, type Work } from '../runs/work.ts';
import type { AccessEnd, AccessPage, AccessRequest } from '../sources/source-access.ts';
import { type AccessCheckpoint, checkpointOf, takeUp } from './checkpoint.ts';
import { listStored } from './document-access.store.ts';
import { finishAccessCheck } from './finish-access-check.ts';
import { enterSource, requireOwnSource } from './source-of-connection.ts';
import { storeAccessPage } from './store-access-page.ts';

const PROGRESS_EVERY_MS = 1000;
const READING = {
  limitMs: 6 * 3600 * 1000,
  tooLong: 'Reading the permissions took longer than it may',
  sendProgress,
};

/**
 * Reads who may read what, and who the people are, without reading any document. Goes on from its
 * checkpoint when it was begun before. Throws what ends the run as failed; what was read until
 * then counts.
 */
export async function performAccessCheck(work: Work): Promise<void> {
  const driver = await requireDriver(work);
  await readSource(work, READING, async ({ context, credentials, signal, sent }) => {
    const at = await begin(work);
    const keep = pageKeeper(work, sent);
    let end: AccessEnd = { people: false, documents: false };
    const pages = driver.readAccess(context, await requestOf(work, at, credentials.id));
    await takePages(pages, signal, async (page) => {
      end = page.end ?? end;
      await keep(page);
    });
    await finishAccessCheck(work, end, credentials.id);
  });
}

async function requestOf(
  { deps, run }: Work,
  at: AccessCheckpoint,
  credentialSetId: string,
): Promise<AccessRequest> {
  const { kysely } = deps.database;
  return {
    checkpoint: at.driver,
    cursor: await findCursor(kysely, { ...run, credentialSetId }, 'access'),
    people: (run.wishes.people ?? []).map(({ person_id, address }) => ({
      personId: person_id,
      address,
    })),
    knownDocuments: (after, limit) => listStored(kysely, ownerOf(run), { after, limit }),
  };
}

async function begin(work: Work): Promise<AccessCheckpoint> {
  const { run, deps, held } = work;
  await enterSource(work);
  const at = await deps.database.kysely.transaction().execute(async (trx) => {
    const current = await takeUp(trx, await requireHeldRun(trx, held));
    const status = hasToldBeginning(run) ? 'access_progress' : 'access_started';
    await reportAccess(trx, work, { status, counts: current });
    return checkpointOf(current);
  });
  deps.wakeOutbox();
  return at;
}

async function sendProgress(work: Work, waitingUntil: Date | null): Promise<void> {
  await work.deps.database.kysely.transaction().execute(async (trx) => {
    const counts = await requireHeldRun(trx, work.held);
    await reportAccess(trx, work, { status: 'access_progress', counts, waitingUntil });
  });
  work.deps.wakeOutbox();
}

/** Stores each page, and tells of it no more than once a second. */
function pageKeeper(work: Work, sent: () => void) {
  let lastSentAt = performance.now();
  return async (page: AccessPage): Promise<void> => {
    const isDue = performance.now() - lastSentAt >= PROGRESS_EVERY_MS;
    await work.deps.database.kysely.transaction().execute(async (trx) => {
      const run = await requireHeldRun(trx, work.held);
      await requireOwnSource(trx, run);
      const counts = await storeAccessPage(trx, { run, page, at: checkpointOf(run) });
      if (isDue) await reportAccess(trx, work, { status: 'access_progress', counts });
    });
    if (!isDue) return;
    lastSentAt = performance.now();
    work.deps.wakeOutbox();
    sent();
  };
}
