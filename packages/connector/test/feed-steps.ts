import type { Reader } from '@rita/contracts';
import { sql } from 'kysely';
import { proveAccounts, upsertAccounts } from '../src/access/account.store.ts';
import { nextGeneration, storeGroup } from '../src/access/people.store.ts';
import { raiseVersion } from '../src/access/rule.store.ts';
import type { Database } from '../src/platform/db/tables.ts';
import { ADA, account, group, rule } from './access-script.ts';
import { type GivenDocument, insertDocuments } from './stored-documents.ts';

export type FeedPlace = { tenantId: string; connectionId: string };

export const FOR_ALL = { kind: 'public' } as const;
export const FOR_STAFF = rule(['group:staff']);

const idOf = (reader: Reader) => reader.addresses[0]?.split('@')[0]?.toLowerCase() as string;

/** Says who is in the one group of a connection, as a reading of its people would. */
export async function setStaff(
  { kysely }: Database,
  place: FeedPlace,
  staff: readonly Reader[],
): Promise<void> {
  await kysely.transaction().execute(async (trx) => {
    const now = { ...place, generation: await nextGeneration(trx, place) };
    await upsertAccounts(trx, now, [account('ada@example.com'), account('bob@example.com')]);
    await proveAccounts(trx, now);
    const members = staff.map((one) => `user:${idOf(one)}`);
    await storeGroup(trx, now, group('group:staff', members));
    await raiseVersion(trx, place, 'people_version');
    await sql`update access_states set people_read_at = now()
      where tenant_id = ${place.tenantId}`.execute(trx);
  });
}

/** Documents of a new connection whose staff is Ada. */
export async function storeForStaff(
  database: Database,
  tenantId: string,
  documents: readonly GivenDocument[],
): Promise<FeedPlace & { ids: string[] }> {
  const { connectionId, ids } = await insertDocuments(database, tenantId, documents);
  await setStaff(database, { tenantId, connectionId }, [ADA]);
  return { tenantId, connectionId, ids };
}
