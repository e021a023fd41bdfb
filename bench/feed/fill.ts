import { requireRuleIds } from '@rita/connector/access/rule.store';
import { ANALYSIS } from '@rita/connector/documents/index-documents';
import type { Tables } from '@rita/connector/platform/db/tables';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { documentAt } from '../search/corpus.ts';

const AT_ONCE = 1_000;

/**
 * Documents of usual texts, readable for all, as an organization has them after its first sync: the
 * connector must find nothing to index meanwhile, or that is what is measured.
 */
export async function fillDocuments(
  url: string,
  place: { tenantId: string; connectionId: string },
  count: number,
): Promise<void> {
  const database = await openDatabase<Tables>({ url, folder: '', log: silentLog });
  try {
    const [rule] = await database.kysely
      .transaction()
      .execute((trx) => requireRuleIds(trx, place, [{ kind: 'public' }]));
    for (let from = 0; from < count; from += AT_ONCE) {
      const rows = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => ({
        ...documentAt(from + at),
        external_id: String(from + at),
      }));
      await database.executeSql(
        `insert into documents (tenant_id, connection_id, connection_type, external_id, revision,
           title, url, body, author, path, rule_id, created_at, updated_at, fetched_at, listed_at,
           analysis)
         select $1, $2::uuid, 'confluence', external_id, '1', title,
           'https://wiki.example/pages/' || external_id, body, 'Ada Lindqvist', '["Team", "Notes"]',
           $4::int, "updatedAt", "updatedAt", now(), "updatedAt",
           $5::smallint
         from jsonb_to_recordset($3::jsonb) as given (external_id text, title text, body text,
           "updatedAt" timestamptz)`,
        [place.tenantId, place.connectionId, JSON.stringify(rows), rule, ANALYSIS],
      );
    }
    await database.executeSql('vacuum analyze documents');
  } finally {
    await database.close();
  }
}
