import { sql } from 'kysely';
import type { Db, Transact } from '../platform/db/tables.ts';
import { isLanguage, type Language } from '../search/analyze/languages.ts';
import type { Owner } from '../vault/vault.ts';

type OfConnection = Pick<Owner, 'tenantId' | 'connectionId'>;

/**
 * Keeps what somebody said a connection's documents are in; null: each tells itself. Where that is
 * another one than before, what is stored is due to be gone through again.
 */
export async function chooseLanguage(
  trx: Transact,
  { tenantId, connectionId }: OfConnection,
  language: Language | null,
): Promise<void> {
  if (language === null) {
    await trx
      .updateTable('connection_languages')
      .set({ language, gone_through_to: '' })
      .where('tenant_id', '=', tenantId)
      .where('connection_id', '=', connectionId)
      .where('language', 'is not', null)
      .execute();
    return;
  }
  await sql`
    insert into connection_languages as kept (tenant_id, connection_id, language)
    values (${tenantId}, ${connectionId}::uuid, ${language})
    on conflict (tenant_id, connection_id) do update set
      language = excluded.language, gone_through_to = excluded.gone_through_to
    where kept.language is distinct from excluded.language`.execute(trx);
}

/** What documents of a connection are taken to be in; null: each tells itself. */
export async function findChosenLanguage(
  db: Db,
  { tenantId, connectionId }: OfConnection,
): Promise<Language | null> {
  const row = await db
    .selectFrom('connection_languages')
    .select('language')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return knownLanguage(row?.language);
}

/** A later build may have kept one that this one does not know. */
export function knownLanguage(language: string | null | undefined): Language | null {
  return language != null && isLanguage(language) ? language : null;
}

/** A connection whose stored documents are being gone through, and how far that is done. */
export type DueConnection = OfConnection & { language: string | null; goneThroughTo: string };

export async function findDueConnection(db: Db): Promise<DueConnection | undefined> {
  const row = await db
    .selectFrom('connection_languages')
    .selectAll()
    .where('gone_through_to', 'is not', null)
    .orderBy('tenant_id')
    .orderBy('connection_id')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.gone_through_to === null) return undefined;
  const { tenant_id: tenantId, connection_id: connectionId, language } = row;
  return { tenantId, connectionId, language, goneThroughTo: row.gone_through_to };
}

/** Notes how far it is done, null: to the end; not where another language was chosen meanwhile. */
export async function noteGoneThrough(
  trx: Transact,
  { tenantId, connectionId, language, goneThroughTo }: DueConnection,
  to: string | null,
): Promise<void> {
  await trx
    .updateTable('connection_languages')
    .set({ gone_through_to: to })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('language', 'is not distinct from', language)
    .where('gone_through_to', '=', goneThroughTo)
    .execute();
}
