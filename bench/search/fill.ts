import { randomUUID } from 'node:crypto';
import { proveAccounts, upsertAccounts } from '@rita/connector/access/account.store';
import { nextGeneration, storeGroup } from '@rita/connector/access/people.store';
import { requireRuleIds } from '@rita/connector/access/rule.store';
import type { Tables, Transact } from '@rita/connector/platform/db/tables';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { documentAt } from './corpus.ts';

export const TENANT = 'bench';
/** In as many groups as somebody of a large organization is; a rule names two of all groups. */
export const PERSON = { person_id: 'ada', addresses: ['ada@example.com'] };
const GROUPS = 3_000;
const GROUPS_OF_PERSON = 300;
const RULES = 5_000;
const AT_ONCE = 500;

/**
 * Writes documents as they were stored before there was any index of ours, with their rules.
 *
 * @param hasPerson the tables of an older build do not take today's people; there only somebody who
 *   may read all can ask
 */
export async function fillDatabase(
  url: string,
  count: number,
  place = { tenantId: TENANT, connectionId: randomUUID() as string },
  hasPerson = true,
): Promise<{ connectionId: string }> {
  const database = await openDatabase<Tables>({ url, folder: '', log: silentLog });
  try {
    await fillOpened(database, count, place, hasPerson);
    return place;
  } finally {
    await database.close();
  }
}

export type Place = { tenantId: string; connectionId: string };

/** The same in a database that is open already. */
export async function fillOpened(
  database: Database<Tables>,
  count: number,
  place: Place,
  hasPerson = true,
): Promise<void> {
  const ruleIds = await fillRules(database, place, hasPerson);
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => ({
      ...documentAt(from + at),
      external_id: String(from + at),
      rule_id: ruleIds[(from + at) % RULES],
    }));
    await database.executeSql(
      `insert into documents (tenant_id, connection_id, connection_type, external_id, revision,
         title, body, path, rule_id, updated_at, fetched_at, listed_at)
       select $1, $2::uuid, 'confluence', external_id, '1', title, body, '[]', rule_id,
         "updatedAt", now(), "updatedAt"
       from jsonb_to_recordset($3::jsonb) as given (external_id text, title text, body text,
         rule_id int, "updatedAt" timestamptz)`,
      [place.tenantId, place.connectionId, JSON.stringify(rows)],
    );
  }
}

async function fillRules(
  database: Database<Tables>,
  place: Place,
  hasPerson: boolean,
): Promise<number[]> {
  const ruleIds = await database.kysely.transaction().execute(async (trx) => {
    const at = { ...place, generation: await nextGeneration(trx, place) };
    if (hasPerson) await fillPerson(trx, at);
    const rules = Array.from({ length: RULES }, (_, rule) => ({
      kind: 'rule' as const,
      layers: [
        [`group:${rule % GROUPS}`, `group:${(rule * 7) % GROUPS}`].map((principal) => ({
          principal,
        })),
      ],
    }));
    return requireRuleIds(trx, place, rules);
  });
  await database.executeSql('update access_states set people_read_at = now()');
  return ruleIds;
}

async function fillPerson(trx: Transact, at: Parameters<typeof storeGroup>[1]): Promise<void> {
  const [address] = PERSON.addresses as [string];
  await upsertAccounts(trx, at, [{ accountId: 'ada', address, name: 'Ada', isActive: true }]);
  await proveAccounts(trx, at);
  for (let group = 0; group < GROUPS_OF_PERSON; group += 1) {
    await storeGroup(trx, at, {
      principal: `group:${group * (GROUPS / GROUPS_OF_PERSON)}`,
      name: null,
      members: ['user:ada'],
      isLast: true,
    });
  }
}
