import { cutText, toStorableText } from '@rita/contracts';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import { noteMet } from '../runs/met-items.ts';
import type { AccessCounts } from '../runs/report-access.ts';
import { ownerOf, type Run } from '../runs/run.store.ts';
import type { AccessPage } from '../sources/source-access.ts';
import { markAccountsUnread, upsertAccounts } from './account.store.ts';
import type { AccessCheckpoint } from './checkpoint.ts';
import { markDocumentsUnread, updateAccess } from './document-access.store.ts';
import { markLinksUnread, markUnread, storeGroup, storeLinks } from './people.store.ts';
import { lockAccess, raiseVersion } from './rule.store.ts';
import { accessOfReading, noteTold } from './told-access.ts';

/**
 * Stores one page of a reading: what it narrows and what it widens counts at once. The caller holds the
 * lock of who may read what.
 */
export async function storeAccessPage(
  trx: Transact,
  { run, page, at }: { run: Run; page: AccessPage; at: AccessCheckpoint },
): Promise<AccessCounts> {
  const owner = ownerOf(run);
  await storePeople(trx, { ...owner, generation: at.generation }, page);
  const documents = page.documents ?? [];
  const unread = page.unreadDocuments ?? [];
  const beganAt = new Date(at.began_at);
  const told = await accessOfReading(trx, owner, { told: documents, beganAt });
  const updated = await updateAccess(trx, owner, told);
  if (documents.length > 0) await noteTold(trx, owner, beganAt);
  await markDocumentsUnread(trx, owner, unread);
  const read = documents.map(({ externalId }) => externalId);
  const met = await noteMet(trx, run, {
    documents: [],
    failed: [],
    unchanged: [...read, ...unread, ...(page.unchangedDocuments ?? [])],
  });
  const counts = {
    documents_processed: run.documents_processed + met.read.size,
    documents_failed: run.documents_failed + unread.length,
    documents_updated: run.documents_updated + updated,
    documents_total: page.total ?? run.documents_total,
    phase: page.phase === undefined ? run.phase : cutText(toStorableText(page.phase), 200),
  };
  const checkpoint: AccessCheckpoint = {
    ...at,
    findings: [...at.findings, ...(page.findings ?? [])],
    driver: page.checkpoint,
  };
  await trx
    .updateTable('runs')
    .set({ ...counts, checkpoint: storableJson(checkpoint) })
    .where('run_id', '=', run.run_id)
    .execute();
  return counts;
}

async function storePeople(
  trx: Transact,
  place: Parameters<typeof upsertAccounts>[1],
  page: AccessPage,
): Promise<void> {
  const { accounts = [], unreadAccounts = [], groups = [], unreadGroups = [] } = page;
  const { links = [], unreadLinks = [] } = page;
  const told = [accounts, unreadAccounts, groups, unreadGroups, links, unreadLinks];
  if (told.every(({ length }) => length === 0)) return;
  await lockAccess(trx, place);
  await upsertAccounts(trx, place, accounts);
  await markAccountsUnread(trx, place, unreadAccounts);
  for (const group of groups) await storeGroup(trx, place, group);
  await markUnread(trx, place, unreadGroups);
  await storeLinks(trx, place, links);
  await markLinksUnread(trx, place, unreadLinks);
  await raiseVersion(trx, place, 'people_version');
}
